package io.artistos.shared.fans;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.crypto.SignedLinks.Link;
import io.artistos.shared.crypto.SignedLinks.Purpose;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.text.Base64Url;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a sign-up form carries to prove that it was shown, by which page and when. It names nobody,
 * and may be used again: a form that comes back is the same form. Thread-safe.
 */
public final class FormTokens {

  /** What a token says of its form. */
  public enum Age {
    /** There is none: somebody's own form, or a program. */
    NONE,
    /** Not one of this page's. */
    FORGED,
    /** Sent sooner than a person fills in a form, even with the help of a browser. */
    YOUNG,
    /** Of a page that was left open, or kept. */
    OLD,
    RIGHT
  }

  static final Duration LEAST = Duration.ofSeconds(1);
  static final Duration MOST = Duration.ofDays(1);
  private static final Duration EPOCH = Duration.ofHours(6);

  /** Characters; none is longer. */
  static final int LENGTH = 79;

  private static final int ID_BYTES = 16;

  private final SignedLinks links;
  private final Clock clock;

  public FormTokens(SignedLinks links, Clock clock) {
    this.links = links;
    this.clock = clock;
  }

  /** For a form that is shown now. */
  public String issue(FanPage page) {
    return links.sign(Purpose.FORM, new Link(page.tenantId(), about(page), clock.instant()));
  }

  /**
   * For a form that comes back to be mended: the one that it had, while that is good or will be, so
   * that nobody who is quick has to wait anew.
   *
   * @param sent as the form had it, of any form
   * @param worn whether it was sent too often, unless it came too soon
   */
  public String again(FanPage page, String sent, boolean worn) {
    Age age = age(page, Optional.of(sent).filter(token -> !token.isEmpty()));
    return age == Age.YOUNG || (age == Age.RIGHT && !worn) ? sent : issue(page);
  }

  /**
   * What stands for a token where it is asked whether an answer is still good: changes four times a
   * day, so that no kept form is older than a quarter of what it may be.
   */
  public String epoch() {
    return Long.toString(clock.instant().getEpochSecond() / EPOCH.toSeconds());
  }

  /** What the token of a form says that was sent now. */
  Age age(FanPage page, Optional<String> token) {
    if (token.isEmpty()) {
      return Age.NONE;
    }
    try {
      Link link = links.verify(Purpose.FORM, token.get());
      if (!link.tenant().equals(page.tenantId()) || !link.about().equals(about(page))) {
        return Age.FORGED;
      }
      Instant now = clock.instant();
      // Times in tokens are whole seconds, rounded down.
      return now.isBefore(link.issuedAt().plus(LEAST))
          ? Age.YOUNG
          : now.isAfter(link.issuedAt().plus(MOST)) ? Age.OLD : Age.RIGHT;
    } catch (InvalidToken e) {
      return Age.FORGED;
    }
  }

  private static String about(FanPage page) {
    return Base64Url.encode(Arrays.copyOf(Sha256.of(page.id()), ID_BYTES));
  }
}
