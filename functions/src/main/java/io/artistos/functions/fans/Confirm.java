package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import java.util.Optional;

/** A fan confirms the sign-up, by the button on the page. */
public final class Confirm {

  private final Endpoint endpoint;
  private final FanLinks links;
  private final PageViews views;

  public Confirm(Endpoint endpoint, FanLinks links, PageViews views) {
    this.endpoint = endpoint;
    this.links = links;
    this.views = views;
  }

  @FunctionName("Confirm")
  @CalledBy(Caller.SIGNED_LINK)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "confirm",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call -> {
          FanLinks.Confirmation done = links.confirm(Tokens.of(call));
          // A page that leads on, not a redirect: browsers hold every hop of a form's answer to the
          // policy of the page that the form stood on (CSP Level 3, form-action).
          return Reply.html(
              200, views.confirmed(done.artistName(), done.goOn(), Speaking.of(call)));
        });
  }
}
