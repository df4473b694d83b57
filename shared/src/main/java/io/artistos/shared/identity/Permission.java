package io.artistos.shared.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do in an artist account. Roles are made of these; those that an API key can
 * have are its scopes. Written in lower case with a full stop: {@code fans.read}.
 */
public enum Permission {
  /** The account itself: name, zone, switches, what is announced. Every role has it. */
  ACCOUNT_READ(Use.EVERYBODY),
  ACCOUNT_WRITE(Use.MEMBERS),
  /** Deleting the account and taking that back. */
  ACCOUNT_DELETE(Use.OWNERS),
  FANS_READ(Use.EVERYBODY),
  FANS_WRITE(Use.EVERYBODY),
  FANS_EXPORT(Use.RISKY),
  PAGES_READ(Use.EVERYBODY),
  /** Drafts of fan pages. */
  PAGES_WRITE(Use.EVERYBODY),
  /** What fans see. */
  PAGES_PUBLISH(Use.EVERYBODY),
  RELEASES_READ(Use.EVERYBODY),
  RELEASES_WRITE(Use.EVERYBODY),
  /** Asking for plans, changing and approving them; who reads releases reads plans. */
  PLANS_WRITE(Use.EVERYBODY),
  BLASTS_READ(Use.EVERYBODY),
  BLASTS_WRITE(Use.EVERYBODY),
  /** Sending to fans, test sends included, and stopping what is being sent. */
  BLASTS_SEND(Use.RISKY),
  PERFORMANCE_READ(Use.EVERYBODY),
  PERFORMANCE_WRITE(Use.EVERYBODY),
  /** Connections to other services. */
  INTEGRATIONS_MANAGE(Use.RISKY_MEMBERS),
  MEMBERS_READ(Use.MEMBERS),
  /** Inviting, removing, roles. */
  MEMBERS_MANAGE(Use.RISKY_MEMBERS),
  KEYS_READ(Use.MEMBERS),
  KEYS_MANAGE(Use.RISKY_MEMBERS),
  /** The second factor, and what support may do. */
  SECURITY_MANAGE(Use.RISKY_MEMBERS),
  AUDIT_READ(Use.EVERYBODY),
  AUDIT_EXPORT(Use.RISKY);

  /** Who can be given it. */
  private enum Use {
    EVERYBODY,
    /** Not API keys: it is about people. */
    MEMBERS,
    /** Never staff; impersonated sessions neither. */
    RISKY,
    RISKY_MEMBERS,
    /** Owners alone, in no other role. */
    OWNERS
  }

  private final Use use;

  Permission(Use use) {
    this.use = use;
  }

  /** As it is written in JSON. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /**
   * @throws IllegalArgumentException when there is none of this name
   */
  @JsonCreator
  public static Permission of(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("no such permission"));
  }

  /** Empty when there is none of this name. */
  public static Optional<Permission> find(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /**
   * Whether it can do harm that cannot be undone, or opens doors: impossible for staff and for
   * whoever impersonates somebody, whatever their role.
   */
  public boolean highRisk() {
    return use == Use.RISKY || use == Use.RISKY_MEMBERS || use == Use.OWNERS;
  }

  /** Whether an API key can have it as its scope. */
  public boolean forKeys() {
    return use == Use.EVERYBODY || use == Use.RISKY;
  }

  /** Whether a role that the customer makes can have it. */
  public boolean forRoles() {
    return use != Use.OWNERS;
  }

  /** All that are not {@link #highRisk}, of those given. */
  public static Set<Permission> withoutRisk(Set<Permission> given) {
    EnumSet<Permission> safe = EnumSet.noneOf(Permission.class);
    given.stream().filter(one -> !one.highRisk()).forEach(safe::add);
    return Collections.unmodifiableSet(safe);
  }
}
