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
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** What is on for the account, and what it can switch on. */
public final class ListFeatures {

  private final Endpoint endpoint;
  private final FeatureSwitches switches;

  public ListFeatures(Endpoint endpoint, FeatureSwitches switches) {
    this.endpoint = endpoint;
    this.switches = switches;
  }

  @FunctionName("ListFeatures")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/features",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, switches.list(call)));
  }
}
