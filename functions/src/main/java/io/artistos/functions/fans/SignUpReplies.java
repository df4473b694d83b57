package io.artistos.functions.fans;

import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.fans.FormTokens;
import io.artistos.shared.fans.NewFan;
import io.artistos.shared.fans.SignupGuard;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Reply;
import io.artistos.shared.pages.AskedField;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPageModel.FormParts;
import io.artistos.shared.pages.FanPageModel.Typed;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import io.artistos.shared.text.AddressTypos;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The answers to a sign-up: JSON for scripts, pages for the fan page's own form. Thread-safe. */
public final class SignUpReplies {

  private static final int MOST_ECHO = 254;

  private final FanPages pages;
  private final PageViews views;
  private final AddressTypos typos;
  private final FormTokens tokens;
  private final Challenge challenge;

  public SignUpReplies(
      FanPages pages, PageViews views, AddressTypos typos, FormTokens tokens, Challenge challenge) {
    this.pages = pages;
    this.views = views;
    this.typos = typos;
    this.tokens = tokens;
    this.challenge = challenge;
  }

  /**
   * Signs up and answers: 202 for scripts; for a browser's form 303 to a page, or the form again
   * with what was typed and what is wrong with it. An address that looks mistyped is taken as it
   * is, and whoever typed it is told what may have been meant.
   *
   * @param signUp gives the address that was signed up
   */
  Reply of(Call call, String slug, Supplier<EmailAddress> signUp) {
    if (!call.wantsHtml()) {
      Map<String, String> answer = new TreeMap<>(Map.of("status", "pending"));
      typos.suggestion(signUp.get()).ifPresent(meant -> answer.put("suggestion", meant));
      return Reply.json(202, answer);
    }
    FanPage page = pages.page(slug);
    Fields form = Fields.read(call, NewFan.MOST_BYTES);
    Language language =
        Language.find(form.echo("language", MOST_ECHO))
            .filter(page.content().languages()::contains)
            .orElseGet(() -> Speaking.of(call, page));
    boolean framed = form.has("framed");
    try {
      Optional<String> meant = typos.suggestion(signUp.get());
      if (meant.isPresent()) {
        // Not by way of an address, which must have nothing personal in it.
        return Reply.html(200, views.checkYourInbox(page, language, meant))
            .with("Content-Security-Policy", views.contentSecurityPolicy(page, framed));
      }
      String thanks = "/a/" + page.slug() + "/thanks?lang=" + language.tag();
      return Reply.seeOther(framed ? thanks + "&framed=true" : thanks);
    } catch (InvalidInput e) {
      Typed typed = new Typed(typed(form, page), form.echo("source", MOST_ECHO), e.errors());
      Optional<Challenge.Widget> widget = challengeFor(e);
      FormParts parts = new FormParts(token(page, form, e), widget);
      String html =
          framed
              ? views.frame(page, language, typed, parts)
              : views.fanPage(page, language, typed, parts);
      return Reply.html(422, html)
          .with("Content-Security-Policy", views.contentSecurityPolicy(page, framed, widget));
    }
  }

  /** A new one where the form itself was sent too often. */
  private String token(FanPage page, Fields form, InvalidInput e) {
    boolean whole = e.errors().stream().anyMatch(error -> error.field().equals(SignupGuard.FORM));
    String sent = form.echo("form", MOST_ECHO);
    return tokens.again(page, sent, whole);
  }

  private Optional<Challenge.Widget> challengeFor(InvalidInput e) {
    boolean asked =
        e.errors().stream().anyMatch(error -> error.code().equals(SignupGuard.CHALLENGE));
    return asked ? challenge.widget() : Optional.empty();
  }

  /** The field that carries the answer to a challenge, where there is one. */
  Optional<String> answerField() {
    return challenge.widget().map(Challenge.Widget::field);
  }

  private static Map<String, String> typed(Fields form, FanPage page) {
    Map<String, String> typed = new HashMap<>();
    Stream.concat(
            Stream.of("email"),
            page.content().fields().stream().map(AskedField::inputs).flatMap(List::stream))
        .forEach(name -> typed.put(name, form.echo(name, MOST_ECHO)));
    return typed;
  }
}
