package io.artistos.functions.pages;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPageModel.FormParts;
import io.artistos.shared.pages.FanPageModel.Typed;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.HandedOn;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import io.artistos.shared.text.Language;
import java.util.Optional;

/** The fan page. */
public final class ShowFanPage {

  private final Endpoint endpoint;
  private final FanPages pages;
  private final PageViews views;
  private final PageVisits visits;

  public ShowFanPage(Endpoint endpoint, FanPages pages, PageViews views, PageVisits visits) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.views = views;
    this.visits = visits;
  }

  /** Where the visitor came from is kept with the sign-up: see {@link PageVisits#source}. */
  @FunctionName("ShowFanPage")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.HEAD},
              route = "a/{slug}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("slug") String slug,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call -> {
          FanPage page = pages.current(slug);
          if (!page.isAt(slug)) {
            return moved(call, page);
          }
          String source = visits.source(call);
          Language language = Speaking.of(call, page);
          String token = visits.form(page);
          Reply html =
              Reply.html(
                      200,
                      views.fanPage(page, language, Typed.nothing(source), FormParts.of(token)))
                  .with("Content-Security-Policy", views.contentSecurityPolicy(page, false));
          return visits.seen(call, page, Speaking.in(language, html), token);
        });
  }

  /** For a while only: a slug can be changed back, and a browser would go round in circles. */
  private static Reply moved(Call call, FanPage page) {
    return Reply.empty(301)
        .with("Location", HandedOn.by(call, "/a/" + page.slug()))
        .with("Cache-Control", "no-store");
  }
}
