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

/**
 * Withdraws the consent: tokens are deleted at once; {@code ?data=true} takes the snapshots too.
 */
public final class DisconnectSpotify {

  private final Endpoint endpoint;
  private final SpotifyConnecting connecting;

  public DisconnectSpotify(Endpoint endpoint, SpotifyConnecting connecting) {
    this.endpoint = endpoint;
    this.connecting = connecting;
  }

  @FunctionName("DisconnectSpotify")
  @CalledBy(value = Caller.MEMBER, needs = Permission.INTEGRATIONS_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/spotify/connection",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          boolean data = call.query("data").filter("true"::equals).isPresent();
          connecting.disconnect(call.tenant(), data);
          return Reply.empty(204);
        });
  }
}
