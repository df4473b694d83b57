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
          "hard bounce",
          "hard_bounced",
          "spam",
          "suppressed",
          "cancelled",
          "canceled",
          "inactive",
          "opted out",
          "opted_out",
          "unsub",
          "disabled",
          "invalid",
          "redacted",
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
          "never subscribed",
          "never_subscribed",
          "not subscribed",
          "not_subscribed",
          "nonsubscribed",
          "non-subscribed",
          "transactional");

  private static final Set<String> AGREED =
      Set.of(
          "yes",
          "true",
          "1",
          "y",
          "subscribed",
          "subscriber",
          "active",
          "confirmed",
          "enabled",
          "opted in",
          "opted_in",
          "opt-in",
          "opt_in",
          "single opt-in",
          "single_opt_in",
          "double opt-in",
          "double_opt_in");

  private static final Set<String> NO = Set.of("", "0", "no", "false", "n");

  private Standing() {}

  /** Whoever left there has not agreed to come along. */
  static boolean hasLeft(String status) {
    return LEFT.contains(status.toLowerCase(Locale.ROOT));
  }

  static boolean neverAgreed(String status) {
    return NEVER_AGREED.contains(status.toLowerCase(Locale.ROOT));
  }

  static boolean hasAgreed(String status) {
    return AGREED.contains(status.toLowerCase(Locale.ROOT));
  }

  /** A date or a yes, where only those have one who get no mail. */
  static boolean isYes(String text) {
    return !NO.contains(text.toLowerCase(Locale.ROOT));
  }
}
