package io.artistos.functions.team;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.members.Joining;
import io.artistos.shared.pages.PageViews;
import java.util.Optional;

/** The page behind the link of an invitation; looking at it changes nothing. */
public final class ShowInvitation {

  private final Endpoint endpoint;
  private final Joining joining;
  private final PageViews views;

  public ShowInvitation(Endpoint endpoint, Joining joining, PageViews views) {
    this.endpoint = endpoint;
    this.joining = joining;
    this.views = views;
  }

  @FunctionName("ShowInvitation")
  @CalledBy(Caller.SIGNED_LINK)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.HEAD},
              route = "invitation",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call -> {
          Joining.Offer offer = joining.look(call.query("t").orElse(""));
          return Reply.html(200, views.invitation(offer.artistName(), offer.role()));
        });
  }
}
