package io.artistos.functions.features;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.features.FeatureSwitches;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** The stage that each feature is in. */
public final class ListFeatureStages {

  private final Endpoint endpoint;
  private final FeatureSwitches switches;

  public ListFeatureStages(Endpoint endpoint, FeatureSwitches switches) {
    this.endpoint = endpoint;
    this.switches = switches;
  }

  @FunctionName("ListFeatureStages")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/staff/features",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this, request, context, Endpoint.Audience.API, call -> Reply.json(200, switches.stages()));
  }
}
