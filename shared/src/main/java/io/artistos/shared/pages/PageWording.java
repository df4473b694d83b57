package io.artistos.shared.pages;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.text.Language;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wording of consent that a page shows: ours, or the artist's own, whose version names the
 * page's version and the language: {@code page-3.de}. What was shown about location data is always
 * ours.
 */
final class PageWording {

  /** Where the artist's name goes in words of the artist's own. */
  static final String ARTIST = "{artist}";

  private static final Pattern OWN = Pattern.compile("page-([1-9][0-9]{0,8})\\.([a-z]{2})");

  private PageWording() {}

  /** A version of the artist's own words. */
  record Own(int number, Language language) {}

  /** Which of a page's versions it names; empty when it names none. */
  static Optional<Own> own(String version) {
    Matcher matcher = OWN.matcher(version);
    return matcher.matches()
        ? Language.find(matcher.group(2))
            .map(language -> new Own(Integer.parseInt(matcher.group(1)), language))
        : Optional.empty();
  }

  /** The artist's own words in what a page showed; empty when it had none in that language. */
  static Optional<ConsentWording> own(PageContent shown, Own which) {
    return Optional.ofNullable(shown.text(which.language()).consent())
        .map(words -> of(shown, which.number(), which.language()));
  }

  /** What a page's version shows in a language. */
  static ConsentWording of(PageContent content, int number, Language language) {
    ConsentWording ours = ConsentWording.current(language);
    String own = content.text(language).consent();
    return own == null
        ? ours
        : new ConsentWording(
            "page-" + number + "." + language.tag(),
            own.replace(ARTIST, "{0}"),
            ours.locationNotice());
  }
}
