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
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.releases.MediaUploads;
import io.artistos.shared.releases.NewMedia;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.util.Optional;

/** Says where to upload audio or artwork of a release to. */
public final class AnnounceMedia {

  private final Endpoint endpoint;
  private final MediaUploads media;
  private final SecureRandom random;

  public AnnounceMedia(Endpoint endpoint, MediaUploads media, SecureRandom random) {
    this.endpoint = endpoint;
    this.media = media;
    this.random = random;
  }

  @FunctionName("AnnounceMedia")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/releases/{id}/media",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          TenantId tenant = call.tenant();
          String mediaId = RequestIds.of(call, tenant, "media " + id, random);
          return Reply.json(201, media.announce(tenant, id, NewMedia.read(call), mediaId));
        });
  }
}
