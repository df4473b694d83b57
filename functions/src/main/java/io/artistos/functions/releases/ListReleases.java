package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.releases.ReleaseEditing;
import java.util.Optional;

/** An artist’s releases, the latest first. */
public final class ListReleases {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final ReleaseEditing releases;

  public ListReleases(Endpoint endpoint, ArtistCalls calls, ReleaseEditing releases) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.releases = releases;
  }

  @FunctionName("ListReleases")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/releases",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, releases.list(calls.tenant(call), PageRequest.read(call))));
  }
}
