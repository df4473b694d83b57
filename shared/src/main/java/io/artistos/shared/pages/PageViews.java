package io.artistos.shared.pages;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.templates.html.pages.JteaskGenerated;
import io.artistos.shared.templates.html.pages.JtefanpageGenerated;
import io.artistos.shared.templates.html.pages.JtemessageGenerated;
import io.artistos.shared.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The pages that fans and those who are invited see, as HTML: one request each, no script, no
 * cookie. Thread-safe.
 */
public final class PageViews {

  /** Code points of a source that the sign-up takes; a longer one must not keep a fan out. */
  private static final int MOST_SOURCE = 200;

  /**
   * The fan page.
   *
   * @param url its own address, for link previews
   * @param action where the form goes
   * @param source where the visitor came from, handed on by the form
   * @param email what the visitor typed before, to be shown again with {@code errors}
   */
  public record FanPageModel(
      String artistName,
      String intro,
      String url,
      String action,
      String agreement,
      String wordingVersion,
      String locationNotice,
      String source,
      String email,
      String firstName,
      List<FieldError> errors) {

    private static final Set<String> SHOWN = Set.of("email", "firstName", "consent");

    /** What is wrong with a field, empty when nothing is. */
    public String error(String field) {
      return errors.stream()
          .filter(e -> e.field().equals(field))
          .map(FanPageModel::words)
          .findFirst()
          .orElse("");
    }

    /** Whether the form has such a field, so that the summary can lead there. */
    public boolean shows(String field) {
      return SHOWN.contains(field);
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
      return artistName.length() > 24
          || Arrays.stream(artistName.split("[\\s-]")).anyMatch(word -> word.length() > 11);
    }

    /** One line for link previews and search engines. */
    public String description() {
      return intro.isEmpty() ? "Sign up for mail from " + artistName + "." : intro;
    }

    /** The API's words, save where a form can say what to do. */
    private static String words(FieldError error) {
      if (!error.code().equals("required")) {
        return error.detail();
      }
      return switch (error.field()) {
        case "email" -> "Please type your email address.";
        case "consent" -> "Please tick the box: without it there can be no mail.";
        default -> error.detail();
      };
    }
  }

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

  /** Something to read. */
  public record MessageModel(String title, String text, Mood mood) {}

  /** What a visitor had typed when a form came back with errors. */
  public record Typed(String email, String firstName, String source, List<FieldError> errors) {

    /** Nothing yet. */
    public static Typed nothing(String source) {
      return new Typed("", "", source, List.of());
    }
  }

  private final URI publicUrl;
  private final String css;
  private final String contentSecurityPolicy;

  /**
   * @param publicUrl where fans reach the app, without a slash at the end
   */
  public PageViews(URI publicUrl) {
    this.publicUrl = publicUrl;
    this.css = styleSheet();
    this.contentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-%s'; img-src data:; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'"
            .formatted(sha256(css), publicUrl.getScheme() + "://" + publicUrl.getRawAuthority());
  }

  /**
   * The value of {@code Content-Security-Policy} that goes with every page (CSP Level 3): nothing
   * runs, nothing is loaded, forms go to us, and of styles only the one that the pages carry.
   */
  public String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }

  public String fanPage(FanPage page, Typed typed) {
    ConsentWording wording = ConsentWording.CURRENT;
    FanPageModel model =
        new FanPageModel(
            page.artistName(),
            Optional.ofNullable(page.intro()).orElse(""),
            publicUrl + "/a/" + page.slug(),
            publicUrl + "/api/fan-pages/" + page.slug() + "/signups",
            wording.agreement(page.artistName()),
            wording.version(),
            wording.locationNotice(),
            Texts.faultOfLine(typed.source(), MOST_SOURCE).isEmpty() ? typed.source() : "",
            typed.email(),
            typed.firstName(),
            typed.errors());
    return render(out -> JtefanpageGenerated.render(out, null, model, css));
  }

  /** After the form: the same whether the address was known or not. */
  public String checkYourInbox(FanPage page) {
    return message(
        "Check your inbox",
        "If this address is new to "
            + page.artistName()
            + "’s list, a mail is on its way. Open its link and you are in.",
        Mood.GOOD);
  }

  public String askToConfirm(String artistName) {
    return ask(
        new AskModel(
            "One more click",
            "Do you want mail from " + artistName + " about their music and shows?",
            "Yes, sign me up"));
  }

  public String confirmed(String artistName) {
    return message(
        "You’re in", "You will hear from " + artistName + ". Every mail has a way out.", Mood.GOOD);
  }

  public String askToUnsubscribe(String artistName) {
    return ask(
        new AskModel(
            "Leave the list?",
            "You will get no more mail from " + artistName + ".",
            "Unsubscribe"));
  }

  public String goodbye(String artistName) {
    return message(
        "Goodbye", "You are off the list of " + artistName + ". No more mail will come.", Mood.BYE);
  }

  /** Back from Spotify's consent page, with a yes or a no. */
  public String spotify(String artistName, boolean connected) {
    return connected
        ? message(
            "Spotify is connected",
            "The figures of "
                + artistName
                + " are read every night from now on. You can close this page.",
            Mood.GOOD)
        : message(
            "Not connected",
            "Spotify told us that you said no. Nothing was stored; you can connect at any time.",
            Mood.BYE);
  }

  /** Behind the link of an invitation: what it is about, and what to do. */
  public String invitation(String artistName, String role) {
    return message(
        "You’re invited",
        artistName
            + " asks you to join their team as "
            + role
            + ". Sign in to ArtistOS with the address that the mail came to, and accept there.",
        Mood.GOOD);
  }

  /** The account behind the page was deleted. */
  public String closed() {
    return message(
        "This page has closed",
        "The artist has left, and there is nothing to sign up for here any more. If you were on"
            + " the list: no more mail will come.",
        Mood.BYE);
  }

  /** The same as {@link #goodbye}, when even the artist's name is gone. */
  public String goodbyeToNobody() {
    return message(
        "Goodbye", "This list is gone, and you with it. No more mail will come.", Mood.BYE);
  }

  /** Something is wrong: a page for people, where programs get a problem document. */
  public String problem(String title, String text) {
    return message(title, text, Mood.BAD);
  }

  private String ask(AskModel model) {
    return render(out -> JteaskGenerated.render(out, null, model, css));
  }

  private String message(String title, String text, Mood mood) {
    MessageModel model = new MessageModel(title, text, mood);
    return render(out -> JtemessageGenerated.render(out, null, model, css));
  }

  private static String styleSheet() {
    try (InputStream in =
        Objects.requireNonNull(PageViews.class.getResourceAsStream("page.css"), "page.css")) {
      // A browser hashes what its parser made of the page, where every line ends in LF.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    return Base64.getEncoder().encodeToString(Sha256.of(text));
  }

  private static String render(Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return out.toString();
  }
}
