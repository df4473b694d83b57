package io.artistos.shared.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The roles that every artist account has; customers add their own. */
@SuppressWarnings("ImmutableEnumChecker") // The sets cannot be changed.
public enum Role {
  /** Everything; an account has at least one. */
  OWNER(EnumSet.allOf(Permission.class)),
  /** Everything but the account's end and its security. */
  MANAGER(EnumSet.complementOf(EnumSet.of(Permission.ACCOUNT_DELETE, Permission.SECURITY_MANAGE))),
  /** The daily work: fans, releases, plans, blasts. */
  MARKETER(
      EnumSet.of(
          Permission.ACCOUNT_READ,
          Permission.FANS_READ,
          Permission.FANS_WRITE,
          Permission.PAGES_READ,
          Permission.PAGES_WRITE,
          Permission.PAGES_PUBLISH,
          Permission.RELEASES_READ,
          Permission.RELEASES_WRITE,
          Permission.PLANS_WRITE,
          Permission.BLASTS_READ,
          Permission.BLASTS_WRITE,
          Permission.BLASTS_SEND,
          Permission.PERFORMANCE_READ,
          Permission.PERFORMANCE_WRITE,
          Permission.MEMBERS_READ)),
  /** Looks and changes nothing. */
  VIEWER(
      EnumSet.of(
          Permission.ACCOUNT_READ,
          Permission.FANS_READ,
          Permission.PAGES_READ,
          Permission.RELEASES_READ,
          Permission.BLASTS_READ,
          Permission.PERFORMANCE_READ,
          Permission.MEMBERS_READ));

  private final Set<Permission> permissions;

  Role(EnumSet<Permission> permissions) {
    this.permissions = Collections.unmodifiableSet(permissions);
  }

  /** As it is written in JSON: lower case. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty when it is none of the built-in ones. */
  public static Optional<Role> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  public Set<Permission> permissions() {
    return permissions;
  }
}
