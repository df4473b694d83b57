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
import io.artistos.shared.pages.HandedOn;
import io.artistos.shared.pages.ShortLinks;
import java.util.Optional;

/** A short address leads to its fan page. */
public final class FollowShortLink {

  private final Endpoint endpoint;
  private final ShortLinks links;

  public FollowShortLink(Endpoint endpoint, ShortLinks links) {
    this.endpoint = endpoint;
    this.links = links;
  }

  @FunctionName("FollowShortLink")
  @CalledBy(Caller.PUBLIC)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.HEAD},
              route = "s/{code}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("code") String code,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call ->
            Reply.empty(302).with("Location", HandedOn.by(call, "/a/" + links.page(code).slug())));
  }
}
