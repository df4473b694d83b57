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
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import java.util.Optional;

/** Where the form of a fan page leads, that in a frame too: the same for everybody. */
public final class FanPageThanks {

  private final Endpoint endpoint;
  private final FanPages pages;
  private final PageViews views;

  public FanPageThanks(Endpoint endpoint, FanPages pages, PageViews views) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.views = views;
  }

  @FunctionName("FanPageThanks")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "a/{slug}/thanks",
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
          boolean framed = call.query("framed").isPresent();
          return Reply.html(200, views.checkYourInbox(page, Speaking.of(call, page)))
              .with("Content-Security-Policy", views.contentSecurityPolicy(page, framed));
        });
  }
}
