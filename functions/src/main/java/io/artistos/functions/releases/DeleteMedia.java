package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.releases.MediaUploads;
import java.util.Optional;

/** Deletes a file of a release. */
public final class DeleteMedia {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final MediaUploads media;

  public DeleteMedia(Endpoint endpoint, ArtistCalls calls, MediaUploads media) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.media = media;
  }

  @FunctionName("DeleteMedia")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/releases/{id}/media/{mediaId}",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      @BindingName("mediaId") String mediaId,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          media.delete(calls.tenant(call), id, mediaId);
          return Reply.empty(204);
        });
  }
}
