package io.artistos.functions.artists;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.CreatedArtist;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.people.ArtistSignup;
import java.net.URI;
import java.util.Optional;

/** Opens an artist account with its fan page, for whoever is signed in. */
public final class CreateArtist {

  private final Endpoint endpoint;
  private final ArtistSignup signup;
  private final URI publicUrl;

  public CreateArtist(Endpoint endpoint, ArtistSignup signup, URI publicUrl) {
    this.endpoint = endpoint;
    this.signup = signup;
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
        call -> Reply.json(201, CreatedArtist.of(signup.open(call), publicUrl)));
  }
}
