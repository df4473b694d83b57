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
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.releases.ReleaseEditing;
import java.util.Optional;

/** One release with its media. */
public final class ShowRelease {

  private final Endpoint endpoint;
  private final ReleaseEditing releases;

  public ShowRelease(Endpoint endpoint, ReleaseEditing releases) {
    this.endpoint = endpoint;
    this.releases = releases;
  }

  @FunctionName("ShowRelease")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/releases/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> ReleaseReplies.of(200, releases.get(call.tenant(), id)));
  }
}
