package io.artistos.shared.pages;

import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.text.Language;
import io.artistos.shared.text.Words;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a form outside the fan page needs to show, in one language.
 *
 * @param form a token that the form sends back
 * @param words what the form itself says, by name
 */
public record FanPageFacts(
    Slug slug,
    String artistName,
    Language language,
    @Nullable String intro,
    Consent consent,
    List<Field> fields,
    String form,
    Map<String, String> words) {

  /** The words to show; a sign-up sends the version back. */
  public record Consent(String version, String agreement, String locationNotice) {}

  /** What else is asked for. */
  public record Field(String key, String label, boolean required, String autocomplete) {}

  /** Stands for the address that may have been meant. */
  private static final String MEANT = "{0}";

  private static final List<String> SAID =
      List.of(
          "form.email",
          "form.optional",
          "form.signUp",
          "form.sending",
          "form.day",
          "form.month",
          "form.birthday.hint",
          "error.again",
          "error.email",
          "error.email.required",
          "error.email.disposable",
          "error.consent",
          "error.birthday",
          "error.required",
          "error.tooLong",
          "error.invalid",
          "error.number",
          "thanks.title");

  /**
   * @param language one that the page speaks
   * @param form the token
   */
  public static FanPageFacts of(FanPage page, Language language, String form) {
    Words words = Words.in(language);
    PageContent content = page.content();
    ConsentWording wording = PageWording.of(content, page.version(), language);
    Map<String, String> said = new TreeMap<>();
    SAID.forEach(key -> said.put(key, words.get(key)));
    said.put("form.didYouMean", words.get("form.didYouMean", MEANT));
    said.put("form.join", words.get("form.join.of", page.artistName()));
    String thanks = content.text(language).thanks();
    said.put("thanks.text", thanks == null ? words.get("thanks.text", page.artistName()) : thanks);
    return new FanPageFacts(
        page.slug(),
        page.artistName(),
        language,
        content.text(language).intro(),
        new Consent(
            wording.version(), wording.agreement(page.artistName()), wording.locationNotice()),
        content.fields().stream()
            .map(f -> new Field(f.key(), f.label(words), f.required(), f.autocomplete()))
            .toList(),
        form,
        said);
  }
}
