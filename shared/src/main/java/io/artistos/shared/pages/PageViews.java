package io.artistos.shared.pages;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.http.HttpErrors;
import io.artistos.shared.http.StyleSheet;
import io.artistos.shared.pages.FanPageModel.FormParts;
import io.artistos.shared.pages.FanPageModel.Typed;
import io.artistos.shared.templates.html.pages.JteaskGenerated;
import io.artistos.shared.templates.html.pages.JtefanpageGenerated;
import io.artistos.shared.templates.html.pages.JteframeGenerated;
import io.artistos.shared.templates.html.pages.JtemessageGenerated;
import io.artistos.shared.text.Language;
import io.artistos.shared.text.Words;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages that fans and those who are invited see, as HTML: one request each, no script, no
 * cookie. Thread-safe.
 */
public final class PageViews {

  /** A question with one button, which posts to the page's own address. */
  public record AskModel(String title, String text, String button) {}

  /** How a message feels; decides its colours. */
  public enum Mood {
    GOOD,
    BYE,
    BAD;

    /** Its class in the style sheet. */
    public String cssClass() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something to read.
   *
   * @param next where to go on to at once; null to stay
   */
  public record MessageModel(String title, String text, Mood mood, @Nullable Next next) {

    MessageModel(String title, String text, Mood mood) {
      this(title, text, mood, null);
    }
  }

  /** Somewhere else, and what stands on the link to it. */
  public record Next(URI url, String label) {}

  /** What only artists' people read. */
  private static final Words ENGLISH = Words.in(Language.EN);

  private final URI publicUrl;
  private final String css;
  private final String imageOrigin;
  private final String contentSecurityPolicy;
  private final String framedPolicy;

  /**
   * @param publicUrl where fans reach the app, without a slash at the end
   * @param images where the images of fan pages come from in the end
   */
  public PageViews(URI publicUrl, URI images) {
    this.publicUrl = publicUrl;
    this.css = StyleSheet.beside(PageViews.class, "page.css").css();
    this.imageOrigin = origin(images);
    this.contentSecurityPolicy = policy(new StyleSheet(css).source(), "data:", "'none'");
    this.framedPolicy = policy(new StyleSheet(css).source(), "data:", "*");
  }

  /**
   * The value of {@code Content-Security-Policy} that goes with every page that has none of its own
   * (CSP Level 3): nothing runs, nothing is loaded, forms go to us, and of styles only the one that
   * the pages carry.
   */
  public String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  /** The same for a message that other sites may show in a frame: there is nothing to press. */
  public String framedPolicy() {
    return framedPolicy;
  }

  /**
   * The same for a fan page, whose style has the artist's colours and which may have an image.
   *
   * @param anywhere whether other sites may show it in a frame
   */
  public String contentSecurityPolicy(FanPage page, boolean anywhere) {
    return contentSecurityPolicy(page, anywhere, Optional.empty());
  }

  /** The same for one that shows a challenge, whose script then runs and opens a frame. */
  public String contentSecurityPolicy(
      FanPage page, boolean anywhere, Optional<Challenge.Widget> challenge) {
    String own = fanPagePolicy(page, anywhere);
    return challenge
        .map(Challenge.Widget::origin)
        .map(
            origin ->
                own
                    + "; script-src %s; frame-src %s; connect-src %s"
                        .formatted(origin, origin, origin))
        .orElse(own);
  }

  private String fanPagePolicy(FanPage page, boolean anywhere) {
    return policy(
        new StyleSheet(css(page)).source(),
        page.content().image() == null ? "data:" : "data: 'self' " + imageOrigin,
        anywhere ? "*" : "'none'");
  }

  private String policy(String style, String images, String ancestors) {
    return "default-src 'none'; style-src '%s'; img-src %s; form-action 'self' %s; base-uri 'none'; frame-ancestors %s"
        .formatted(style, images, origin(publicUrl), ancestors);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  private String css(FanPage page) {
    return css + PageTheme.css(page.content().colours());
  }

  /** The page itself, in a language that it speaks. */
  public String fanPage(FanPage page, Language language, Typed typed, FormParts form) {
    return fanPage(page, language, typed, form, false);
  }

  /** Its form alone, for a frame on somebody's site. */
  public String frame(FanPage page, Language language, Typed typed, FormParts form) {
    return fanPage(page, language, typed, form, true);
  }

  private String fanPage(
      FanPage page, Language language, Typed typed, FormParts form, boolean framed) {
    String url = publicUrl + "/a/" + page.slug();
    FanPageModel model =
        new FanPageModel(
            page,
            Words.in(language),
            url,
            publicUrl + "/api/fan-pages/" + page.slug() + "/signups",
            typed,
            form,
            page.content().image() == null ? null : url + "/image",
            framed);
    String style = css(page);
    return framed
        ? render(out -> JteframeGenerated.render(out, null, model, style))
        : render(out -> JtefanpageGenerated.render(out, null, model, style));
  }

  /** After the form: the same whether the address was known or not. */
  public String checkYourInbox(FanPage page, Language language) {
    return checkYourInbox(page, language, Optional.empty());
  }

  /**
   * The same.
   *
   * @param meant an address that may have been meant instead
   */
  public String checkYourInbox(FanPage page, Language language, Optional<String> meant) {
    Words words = Words.in(language);
    String own = page.content().text(language).thanks();
    MessageModel model =
        new MessageModel(
            words.get("thanks.title"),
            (own == null ? words.get("thanks.text", page.artistName()) : own)
                + meant.map(other -> " " + words.get("form.didYouMean", other)).orElse(""),
            Mood.GOOD);
    String style = css(page);
    return render(out -> JtemessageGenerated.render(out, null, model, words.tag(), style));
  }

  public String askToConfirm(String artistName, Language language) {
    return ask(Words.in(language), "confirm", artistName);
  }

  /**
   * A fan is on the list.
   *
   * @param goOn where the artist wants fans to go on to
   */
  public String confirmed(String artistName, Optional<URI> goOn, Language language) {
    Words words = Words.in(language);
    Next next = goOn.map(to -> new Next(to, words.get("confirmed.next"))).orElse(null);
    return message(
        words,
        new MessageModel(
            words.get("confirmed.title"),
            words.get("confirmed.text", artistName),
            Mood.GOOD,
            next));
  }

  public String askToUnsubscribe(String artistName, Language language) {
    return ask(Words.in(language), "leave", artistName);
  }

  public String goodbye(String artistName, Language language) {
    Words words = Words.in(language);
    return message(
        words, words.get("goodbye.title"), words.get("goodbye.text", artistName), Mood.BYE);
  }

  /** Back from Spotify's consent page, with a yes or a no. */
  public String spotify(String artistName, boolean connected) {
    return connected
        ? message(
            ENGLISH,
            "Spotify is connected",
            "The figures of "
                + artistName
                + " are read every night from now on. You can close this page.",
            Mood.GOOD)
        : message(
            ENGLISH,
            "Not connected",
            "Spotify told us that you said no. Nothing was stored; you can connect at any time.",
            Mood.BYE);
  }

  /** Behind the link of an invitation: what it is about, and what to do. */
  public String invitation(String artistName, String role) {
    return message(
        ENGLISH,
        "You’re invited",
        artistName
            + " asks you to join their team as "
            + role
            + ". Sign in to ArtistOS with the address that the mail came to, and accept there.",
        Mood.GOOD);
  }

  /** The same as {@link #goodbye}, when even the artist's name is gone. */
  public String goodbyeToNobody(Language language) {
    Words words = Words.in(language);
    return message(words, words.get("goodbye.title"), words.get("goodbye.nobody"), Mood.BYE);
  }

  /**
   * Something went wrong: a page for people, where programs get a problem document. What fans meet
   * is in their language, all else in English.
   */
  public String failed(RuntimeException failure, Language language) {
    Words words = Words.in(language);
    return FailureWords.about(failure)
        .map(about -> failed(words, about))
        .or(
            () ->
                HttpErrors.problem(failure)
                    .map(p -> message(ENGLISH, p.title(), p.detail(), Mood.BAD)))
        .orElseGet(() -> failed(words, FailureWords.BROKE));
  }

  private String failed(Words words, String about) {
    Mood mood = about.startsWith(FailureWords.PROBLEM) ? Mood.BAD : Mood.BYE;
    return message(words, words.get(about + ".title"), words.get(about + ".text"), mood);
  }

  private String ask(Words words, String about, String artistName) {
    AskModel model =
        new AskModel(
            words.get(about + ".title"),
            words.get(about + ".text", artistName),
            words.get(about + ".button"));
    return render(out -> JteaskGenerated.render(out, null, model, words.tag(), css));
  }

  private String message(Words words, String title, String text, Mood mood) {
    return message(words, new MessageModel(title, text, mood));
  }

  private String message(Words words, MessageModel model) {
    return render(out -> JtemessageGenerated.render(out, null, model, words.tag(), css));
  }

  private static String render(Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return out.toString();
  }
}
