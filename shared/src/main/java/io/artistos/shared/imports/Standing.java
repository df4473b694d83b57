package io.artistos.shared.imports;

import java.util.Locale;
import java.util.Set;

/** How somebody stands with the tool that a list comes from, told from its words. */
final class Standing {

  private static final Set<String> LEFT =
      Set.of(
          "unsubscribed",
          "cleaned",
          "bounced",
          "complained",
          "spam",
          "suppressed",
          "cancelled",
          "canceled",
          "inactive",
          "archived",
          "blocked",
          "blacklisted",
          "junk",
          "deleted");

  private static final Set<String> NEVER_AGREED =
      Set.of(
          "no",
          "false",
          "0",
          "pending",
          "unconfirmed",
          "not subscribed",
          "not_subscribed",
          "nonsubscribed",
          "non-subscribed",
          "transactional");

  private static final Set<String> NO = Set.of("", "0", "no", "false", "n");

  private Standing() {}

  /** Whoever left there has not agreed to come along. */
  static boolean hasLeft(String status) {
    return LEFT.contains(status.toLowerCase(Locale.ROOT));
  }

  static boolean neverAgreed(String status) {
    return NEVER_AGREED.contains(status.toLowerCase(Locale.ROOT));
  }

  /** A date or a yes, where only those have one who get no mail. */
  static boolean isYes(String text) {
    return !NO.contains(text.toLowerCase(Locale.ROOT));
  }
}
