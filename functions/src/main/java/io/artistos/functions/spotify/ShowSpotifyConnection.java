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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.spotify.SpotifyConnecting;
import java.util.Optional;

/** Whether the artist is connected to Spotify, and how the pulls go. */
public final class ShowSpotifyConnection {

  private final Endpoint endpoint;
  private final SpotifyConnecting connecting;

  public ShowSpotifyConnection(Endpoint endpoint, SpotifyConnecting connecting) {
    this.endpoint = endpoint;
    this.connecting = connecting;
  }

  @FunctionName("ShowSpotifyConnection")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PERFORMANCE_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/spotify/connection",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, connecting.look(call.tenant())));
  }
}
