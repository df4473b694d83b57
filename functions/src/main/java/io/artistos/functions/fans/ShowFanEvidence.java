package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanEvidence;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** What a fan agreed to, in the exact words: a page for people, JSON for programs. */
public final class ShowFanEvidence {

  private final Endpoint endpoint;
  private final FanEvidence evidence;

  public ShowFanEvidence(Endpoint endpoint, FanEvidence evidence) {
    this.endpoint = endpoint;
    this.evidence = evidence;
  }

  @FunctionName("ShowFanEvidence")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/fans/{fanId}/evidence",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("fanId") String fanId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> FanReplies.of(call, evidence.of(call.tenant(), fanId)));
  }
}
