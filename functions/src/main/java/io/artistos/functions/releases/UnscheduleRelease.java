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

/** Makes a scheduled release a draft again. */
public final class UnscheduleRelease {

  private final Endpoint endpoint;
  private final ReleaseEditing releases;

  public UnscheduleRelease(Endpoint endpoint, ReleaseEditing releases) {
    this.endpoint = endpoint;
    this.releases = releases;
  }

  @FunctionName("UnscheduleRelease")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/releases/{id}/unschedule",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> ReleaseReplies.of(200, releases.unschedule(call.tenant(), id, call.ifMatch())));
  }
}
