package io.artistos.functions.releases;

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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.releases.MediaUploads;
import java.util.Optional;

/** Deletes a file of a release. */
public final class DeleteMedia {

  private final Endpoint endpoint;
  private final MediaUploads media;

  public DeleteMedia(Endpoint endpoint, MediaUploads media) {
    this.endpoint = endpoint;
    this.media = media;
  }

  @FunctionName("DeleteMedia")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/releases/{id}/media/{mediaId}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      @BindingName("mediaId") String mediaId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          media.delete(call.tenant(), id, mediaId);
          return Reply.empty(204);
        });
  }
}
