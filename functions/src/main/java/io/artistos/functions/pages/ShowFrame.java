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
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPageModel.FormParts;
import io.artistos.shared.pages.FanPageModel.Typed;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import io.artistos.shared.text.Language;
import java.util.Optional;

/** The form of a fan page, for a frame on somebody's site. */
public final class ShowFrame {

  private final Endpoint endpoint;
  private final FanPages pages;
  private final PageViews views;
  private final PageVisits visits;

  public ShowFrame(Endpoint endpoint, FanPages pages, PageViews views, PageVisits visits) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.views = views;
    this.visits = visits;
  }

  @FunctionName("ShowFrame")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "a/{slug}/frame",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("slug") String slug,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.FRAME,
        call -> {
          FanPage page = pages.page(slug);
          Language language = Speaking.of(call, page);
          String source = visits.source(call);
          String token = visits.form(page);
          Reply html =
              Reply.html(
                      200, views.frame(page, language, Typed.nothing(source), FormParts.of(token)))
                  .with("Content-Security-Policy", views.contentSecurityPolicy(page, true));
          return visits.seen(call, page, Speaking.in(language, html), token);
        });
  }
}
