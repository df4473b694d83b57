package io.artistos.local.vendors;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of an accepted mail.
 *
 * <p>The recipient decides. At {@code resend.dev} as Resend has it (contracts, 1.8): {@code
 * delivered}, {@code bounced}, {@code complained} and {@code suppressed}, each also with a
 * plus-label. At any domain, which Resend does not have: local parts that begin with {@code
 * bounced+}, {@code softbounced+} or {@code complained+}; with {@code later-} before it the first
 * mail arrives, so that somebody can confirm before the mailbox dies. Everybody else gets their
 * mail.
 */
enum MailFate {
  DELIVERED("delivered"),
  BOUNCED("bounced"),
  /** For now only: the address stays good. */
  SOFT_BOUNCED("bounced"),
  COMPLAINED("complained"),
  SUPPRESSED_AFTER_BOUNCE("suppressed"),
  SUPPRESSED_AFTER_COMPLAINT("suppressed"),
  SUPPRESSED_BY_HAND("suppressed");

  private static final String LATER = "later-";
  private static final String TEST_DOMAIN = "@resend.dev";

  private final String lastEvent;

  MailFate(String lastEvent) {
    this.lastEvent = lastEvent;
  }

  /** As {@code GET /emails/{id}} names it. */
  String lastEvent() {
    return lastEvent;
  }

  /** The types of the webhooks, in order. */
  List<String> events() {
    return switch (this) {
      case DELIVERED -> List.of("email.sent", "email.delivered");
      case BOUNCED, SOFT_BOUNCED -> List.of("email.sent", "email.bounced");
      case COMPLAINED -> List.of("email.sent", "email.delivered", "email.complained");
      case SUPPRESSED_AFTER_BOUNCE, SUPPRESSED_AFTER_COMPLAINT, SUPPRESSED_BY_HAND ->
          List.of("email.suppressed");
    };
  }

  /** Why the recipients are never mailed again after this; empty when they may be. */
  Optional<Suppressions.Origin> suppresses() {
    return switch (this) {
      case BOUNCED -> Optional.of(Suppressions.Origin.BOUNCE);
      case COMPLAINED -> Optional.of(Suppressions.Origin.COMPLAINT);
      default -> Optional.empty();
    };
  }

  static MailFate suppressed(Suppressions.Origin origin) {
    return switch (origin) {
      case BOUNCE -> SUPPRESSED_AFTER_BOUNCE;
      case COMPLAINT -> SUPPRESSED_AFTER_COMPLAINT;
      case MANUAL -> SUPPRESSED_BY_HAND;
    };
  }

  /** Resend's own test addresses behave the same every time: they are never suppressed. */
  static boolean isTestAddress(String address) {
    return address.endsWith(TEST_DOMAIN);
  }

  /**
   * By the address, which is bare and in lower case.
   *
   * @param first whether no mail went to it before
   */
  static MailFate of(String address, boolean first) {
    if (address.startsWith(LATER)) {
      return first ? DELIVERED : of(address.substring(LATER.length()), false);
    }
    String local = address.substring(0, Math.max(0, address.indexOf('@'))) + "+";
    String name = local.substring(0, local.indexOf('+'));
    boolean labelled = address.startsWith(name + "+");
    boolean test = isTestAddress(address);
    return switch (name) {
      case "bounced" -> test || labelled ? BOUNCED : DELIVERED;
      case "complained" -> test || labelled ? COMPLAINED : DELIVERED;
      case "softbounced" -> labelled ? SOFT_BOUNCED : DELIVERED;
      case "suppressed" -> test ? SUPPRESSED_AFTER_BOUNCE : DELIVERED;
      default -> DELIVERED;
    };
  }
}
