package io.artistos.shared.consent;

import io.artistos.shared.text.Language;
import io.artistos.shared.text.Texts;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The words that a fan agrees to. The version is kept with the fan as evidence, so a wording that
 * was ever shown stays in {@code wordings.properties} unchanged; a change of one word is a new
 * version.
 *
 * @param version such as {@code 2026-11.en}: when it was written, and its language (BCP 47)
 */
public record ConsentWording(String version, String agreementText, String locationNotice) {

  private static final Map<String, String> TEXTS =
      Texts.properties(ConsentWording.class, "wordings.properties");

  /** What new forms show. */
  private static final String NEWEST = "2026-11";

  /** What new forms show in a language. */
  public static ConsentWording current(Language language) {
    String version = NEWEST + "." + language.tag();
    return of(version).orElseThrow(() -> new IllegalStateException("no wording " + version));
  }

  /** The wording of a version; empty when no form of ours ever showed it. */
  public static Optional<ConsentWording> of(String version) {
    return Optional.ofNullable(TEXTS.get(version + ".agreement"))
        .map(
            agreement ->
                new ConsentWording(
                    version, agreement, Objects.requireNonNull(TEXTS.get(version + ".location"))));
  }

  public Language language() {
    return Language.of(version.substring(version.indexOf('.') + 1));
  }

  /** What stands beside the box that the fan ticks. */
  public String agreement(String artistName) {
    return agreementText.replace("{0}", artistName);
  }
}
