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
import io.artistos.shared.spotify.ArtistPage;
import io.artistos.shared.spotify.SpotifyConnecting;
import java.util.Map;
import java.util.Optional;

/** Gives the address at which the artist consents to being read at Spotify. */
public final class ConnectSpotify {

  private final Endpoint endpoint;
  private final SpotifyConnecting connecting;

  public ConnectSpotify(Endpoint endpoint, SpotifyConnecting connecting) {
    this.endpoint = endpoint;
    this.connecting = connecting;
  }

  @FunctionName("ConnectSpotify")
  @CalledBy(value = Caller.MEMBER, needs = Permission.INTEGRATIONS_MANAGE, feature = "spotify")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/spotify/connection",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call ->
            Reply.json(
                201,
                Map.of(
                    "authorizeUrl",
                    connecting.begin(call.tenant(), ArtistPage.read(call)).toString())));
  }
}
