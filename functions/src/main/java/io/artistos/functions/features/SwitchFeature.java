package io.artistos.functions.features;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.features.FeatureSwitches;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Switches a public beta on or off for the account. */
public final class SwitchFeature {

  private final Endpoint endpoint;
  private final FeatureSwitches switches;

  public SwitchFeature(Endpoint endpoint, FeatureSwitches switches) {
    this.endpoint = endpoint;
    this.switches = switches;
  }

  @FunctionName("SwitchFeature")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/features/{name}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("name") String name,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, switches.switchFor(call, name)));
  }
}
