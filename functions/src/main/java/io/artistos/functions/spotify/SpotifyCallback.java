package io.artistos.functions.spotify;

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
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.spotify.SpotifyConnecting;
import java.util.Optional;

/**
 * Where the browser comes back from Spotify's consent page. OAuth makes this a GET that changes
 * something (RFC 6749, section 4.1.2); the state in it works once and is in nobody's mail.
 */
public final class SpotifyCallback {

  private final Endpoint endpoint;
  private final SpotifyConnecting connecting;
  private final PageViews views;

  public SpotifyCallback(Endpoint endpoint, SpotifyConnecting connecting, PageViews views) {
    this.endpoint = endpoint;
    this.connecting = connecting;
    this.views = views;
  }

  @FunctionName("SpotifyCallback")
  @CalledBy(Caller.OAUTH_STATE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "spotify/callback",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call -> {
          SpotifyConnecting.Outcome outcome = connecting.comeBack(call);
          return Reply.html(200, views.spotify(outcome.artistName(), outcome.connected()));
        });
  }
}
