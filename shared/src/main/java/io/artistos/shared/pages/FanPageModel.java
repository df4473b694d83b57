package io.artistos.shared.pages;

import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.pages.PageContent.PageLink;
import io.artistos.shared.pages.PageContent.PageText;
import io.artistos.shared.text.Language;
import io.artistos.shared.text.Texts;
import io.artistos.shared.text.Words;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the template of a fan page shows.
 *
 * @param url its own address, for link previews
 * @param action where the form goes
 * @param typed what the visitor sent before, to be shown again with its errors
 * @param form what goes with it unseen
 * @param imageUrl absent from a page without an image
 * @param framed whether it is shown in a frame on somebody's site
 */
public record FanPageModel(
    FanPage page,
    Words words,
    String url,
    String action,
    Typed typed,
    FormParts form,
    @Nullable String imageUrl,
    boolean framed) {

  /** Code points of a source that the sign-up takes; a longer one must not keep a fan out. */
  private static final int MOST_SOURCE = 200;

  /**
   * What a visitor had typed when a form came back.
   *
   * @param values by the fields' names
   * @param source where the visitor came from, handed on by the form
   */
  public record Typed(Map<String, String> values, String source, List<FieldError> errors) {

    /** Nothing yet. */
    public static Typed nothing(String source) {
      return new Typed(Map.of(), source, List.of());
    }
  }

  /**
   * What a form carries besides what is typed.
   *
   * @param token proves that it was shown, and when
   * @param challenge what the visitor has to pass; empty at ordinary times
   */
  public record FormParts(String token, Optional<Challenge.Widget> challenge) {

    /** At ordinary times. */
    public static FormParts of(String token) {
      return new FormParts(token, Optional.empty());
    }
  }

  /** What the visitor has to pass; null at ordinary times. */
  public Challenge.@Nullable Widget challenge() {
    return form.challenge().orElse(null);
  }

  /** Something to choose: a day or a month. */
  public record Choice(String value, String label) {}

  /**
   * Another language that the page speaks.
   *
   * @param address of the page in it, for who came here from somewhere
   */
  public record OtherLanguage(String tag, String name, String address) {}

  private PageContent content() {
    return page.content();
  }

  private PageText text() {
    return content().text(words.language());
  }

  public String artistName() {
    return page.artistName();
  }

  /** The heading. */
  public String title() {
    return Optional.ofNullable(content().title()).orElse(page.artistName());
  }

  public String intro() {
    return Optional.ofNullable(text().intro()).orElse("");
  }

  /** The language of the intro, for the attribute {@code lang}; null where it is the page's. */
  public @Nullable String introLanguage() {
    Language written = content().introLanguage(words.language());
    return written == words.language() ? null : written.tag();
  }

  public List<PageLink> links() {
    return content().links();
  }

  public List<AskedField> fields() {
    return content().fields();
  }

  /** What the image shows. */
  public String imageAlt() {
    return content().image() == null ? "" : content().image().alt();
  }

  public ConsentWording wording() {
    return PageWording.of(content(), page.version(), words.language());
  }

  public String source() {
    return Texts.faultOfLine(typed.source(), MOST_SOURCE).isEmpty() ? typed.source() : "";
  }

  /** What was typed into a field. */
  public String value(String field) {
    return typed.values().getOrDefault(field, "");
  }

  /** What is wrong with a field, empty when nothing is. */
  public String error(String field) {
    return typed.errors().stream()
        .filter(e -> e.field().equals(field))
        .map(this::words)
        .findFirst()
        .orElse("");
  }

  public List<FieldError> errors() {
    return typed.errors();
  }

  /** Whether the form has such a field, so that the summary can lead there. */
  public boolean shows(String field) {
    return field.equals("email")
        || field.equals("consent")
        || fields().stream().anyMatch(one -> one.key().equals(field));
  }

  /** For {@code aria-invalid}; null leaves the attribute out. */
  public @Nullable String invalid(String field) {
    return error(field).isEmpty() ? null : "true";
  }

  /** For {@code aria-describedby}; null leaves the attribute out. */
  public @Nullable String describedBy(String field) {
    return error(field).isEmpty() ? null : field + "-wrong";
  }

  /** Whether the name needs smaller type to stand well. */
  public boolean longName() {
    return title().length() > 24
        || Arrays.stream(title().split("[\\s-]")).anyMatch(word -> word.length() > 11);
  }

  /** One line for link previews and search engines. */
  public String description() {
    return intro().isEmpty()
        ? words.get("form.description", artistName())
        : intro().replace('\n', ' ');
  }

  public List<Choice> days() {
    return IntStream.rangeClosed(1, 31).mapToObj(d -> choice(d, Integer.toString(d))).toList();
  }

  public List<Choice> months() {
    return Arrays.stream(Month.values())
        .map(
            month ->
                choice(
                    month.getValue(),
                    month.getDisplayName(TextStyle.FULL_STANDALONE, words.language().locale())))
        .toList();
  }

  private static Choice choice(int number, String label) {
    return new Choice("%02d".formatted(number), label);
  }

  /** Those that the page speaks besides this one, by their own names. */
  public List<OtherLanguage> otherLanguages() {
    return content().languages().stream()
        .filter(one -> one != words.language())
        .map(one -> new OtherLanguage(one.tag(), name(one), HandedOn.in(one.tag(), source(), url)))
        .toList();
  }

  private static String name(Language language) {
    return language.locale().getDisplayLanguage(language.locale());
  }

  /** In the page's language; the API's words where it has none. */
  private String words(FieldError error) {
    boolean missing = error.code().equals("required");
    return switch (error.field()) {
      case "email" ->
          words.get(
              switch (error.code()) {
                case "required" -> "error.email.required";
                case "disposable" -> "error.email.disposable";
                default -> "error.email";
              });
      case "form" ->
          words.get(error.code().equals("challenge") ? "error.form.challenge" : "error.form");
      case "consent" -> words.get("error.consent");
      case AskedField.BIRTHDAY -> words.get(missing ? "error.required" : "error.birthday");
      default ->
          switch (error.code()) {
            case "required" -> words.get("error.required");
            case "too-long" -> words.get("error.tooLong");
            case "invalid" -> words.get("error.invalid");
            case "card-number", "bank-account", "social-security-number" ->
                words.get("error.number");
            default -> error.detail();
          };
    };
  }
}
