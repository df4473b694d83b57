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
import io.artistos.shared.pages.FanPageFacts;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Speaking;
import io.artistos.shared.text.Language;
import java.util.Optional;

/** What a form on somebody else's page shows, as JSON. */
public final class FanPageInfo {

  private final Endpoint endpoint;
  private final FanPages pages;
  private final PageVisits visits;

  public FanPageInfo(Endpoint endpoint, FanPages pages, PageVisits visits) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.visits = visits;
  }

  @FunctionName("FanPageInfo")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/fan-pages/{slug}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("slug") String slug,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.ANY_SITE,
        call -> {
          FanPage page = pages.page(slug);
          Language language = Speaking.of(call, page);
          String token = visits.form(page);
          Reply facts = Reply.json(200, FanPageFacts.of(page, language, token));
          return visits.seen(call, page, Speaking.in(language, facts), token);
        });
  }
}
