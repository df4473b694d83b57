package io.artistos.shared.pages;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.templates.html.pages.JteaskGenerated;
import io.artistos.shared.templates.html.pages.JtefanpageGenerated;
import io.artistos.shared.templates.html.pages.JtemessageGenerated;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The pages that fans see, as HTML: one request each, no script, no cookie. Thread-safe. */
public final class PageViews {

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

    /** What is wrong with a field, empty when nothing is. */
    public String error(String field) {
      return errors.stream()
          .filter(e -> e.field().equals(field))
          .map(FieldError::detail)
          .findFirst()
          .orElse("");
    }
  }

  /** A question with one button, which posts to the page's own address. */
  public record AskModel(String title, String text, String button) {}

  /** How a message feels; decides its colours. */
  public enum Mood {
    GOOD,
    BYE,
    BAD
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

  /**
   * @param publicUrl where fans reach the app, without a slash at the end
   */
  public PageViews(URI publicUrl) {
    this.publicUrl = publicUrl;
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
            typed.source(),
            typed.email(),
            typed.firstName(),
            typed.errors());
    return render(out -> JtefanpageGenerated.render(out, null, model));
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

  /** Something is wrong: a page for people, where programs get a problem document. */
  public String problem(String title, String text) {
    return message(title, text, Mood.BAD);
  }

  private static String ask(AskModel model) {
    return render(out -> JteaskGenerated.render(out, null, model));
  }

  private static String message(String title, String text, Mood mood) {
    MessageModel model = new MessageModel(title, text, mood);
    return render(out -> JtemessageGenerated.render(out, null, model));
  }

  private static String render(Consumer<HtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return out.toString();
  }
}
