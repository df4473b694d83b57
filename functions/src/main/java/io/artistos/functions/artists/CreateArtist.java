package io.artistos.functions.artists;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.artists.CreatedArtist;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.net.URI;
import java.util.Optional;

/** Opens an artist account with its fan page. */
public final class CreateArtist {

  private final Endpoint endpoint;
  private final ArtistOnboarding onboarding;
  private final URI publicUrl;

  public CreateArtist(Endpoint endpoint, ArtistOnboarding onboarding, URI publicUrl) {
    this.endpoint = endpoint;
    this.onboarding = onboarding;
    this.publicUrl = publicUrl;
  }

  @FunctionName("CreateArtist")
  @CalledBy(Caller.PERSON)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/artists",
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
                CreatedArtist.of(
                    onboarding.open(NewArtist.read(call), call.visitor().actor().id()),
                    publicUrl)));
  }
}
