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

/** The page behind the link in the mail; looking at it changes nothing. */
public final class ConfirmPage {

  private final Endpoint endpoint;
  private final FanLinks links;
  private final PageViews views;

  public ConfirmPage(Endpoint endpoint, FanLinks links, PageViews views) {
    this.endpoint = endpoint;
    this.links = links;
    this.views = views;
  }

  @FunctionName("ConfirmPage")
  @CalledBy(Caller.SIGNED_LINK)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.HEAD},
              route = "confirm",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call ->
            Reply.html(
                200,
                views.askToConfirm(links.lookAtConfirmation(Tokens.of(call)), Speaking.of(call))));
  }
}
