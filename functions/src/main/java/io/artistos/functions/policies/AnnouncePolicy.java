package io.artistos.functions.policies;

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
import io.artistos.shared.policies.PolicyAnnouncing;
import java.util.Optional;

/** Announces a version of the terms or the privacy policy; a material one is told to everybody. */
public final class AnnouncePolicy {

  private final Endpoint endpoint;
  private final PolicyAnnouncing announcing;

  public AnnouncePolicy(Endpoint endpoint, PolicyAnnouncing announcing) {
    this.endpoint = endpoint;
    this.announcing = announcing;
  }

  @FunctionName("AnnouncePolicy")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/staff/policies",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(201, announcing.announce(call)));
  }
}
