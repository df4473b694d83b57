package io.artistos.functions.fans;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.fans.NewFan;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Reply;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.PageViews.Typed;
import java.util.Map;

/** The answers to a sign-up: JSON for scripts, pages for the fan page's own form. Thread-safe. */
public final class SignUpReplies {

  private static final int MOST_ECHO = 254;

  private final FanPages pages;
  private final PageViews views;

  public SignUpReplies(FanPages pages, PageViews views) {
    this.pages = pages;
    this.views = views;
  }

  /**
   * Signs up and answers: 202 for scripts; for a browser's form 303 to a page, or the form again
   * with what was typed and what is wrong with it.
   */
  Reply of(Call call, String slug, Runnable signUp) {
    if (!call.wantsHtml()) {
      signUp.run();
      return Reply.json(202, Map.of("status", "pending"));
    }
    try {
      signUp.run();
      return Reply.seeOther("/a/" + pages.address(slug).slug() + "/thanks");
    } catch (InvalidInput e) {
      Fields fields = Fields.read(call, NewFan.MOST_BYTES);
      Typed typed =
          new Typed(
              fields.echo("email", MOST_ECHO),
              fields.echo("firstName", MOST_ECHO),
              fields.echo("source", MOST_ECHO),
              e.errors());
      return Reply.html(422, views.fanPage(pages.page(slug), typed));
    }
  }
}
