package io.artistos.shared.pages;

import io.artistos.shared.consent.ConsentWording;
import org.jspecify.annotations.Nullable;

/** What a form outside the fan page needs to show. */
public record FanPageFacts(Slug slug, String artistName, @Nullable String intro, Consent consent) {

  /** The words to show; a sign-up sends the version back. */
  public record Consent(String version, String agreement, String locationNotice) {}

  public static FanPageFacts of(FanPage page) {
    ConsentWording wording = ConsentWording.CURRENT;
    return new FanPageFacts(
        page.slug(),
        page.artistName(),
        page.intro(),
        new Consent(
            wording.version(), wording.agreement(page.artistName()), wording.locationNotice()));
  }
}
