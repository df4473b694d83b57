package io.artistos.functions.team;

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
import io.artistos.shared.team.ApiKeys;
import io.artistos.shared.team.Insider;
import java.util.Optional;

/** Ends an API key, at once. */
public final class RevokeApiKey {

  private final Endpoint endpoint;
  private final ApiKeys keys;

  public RevokeApiKey(Endpoint endpoint, ApiKeys keys) {
    this.endpoint = endpoint;
    this.keys = keys;
  }

  @FunctionName("RevokeApiKey")
  @CalledBy(value = Caller.MEMBER, needs = Permission.KEYS_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/keys/{id}",
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
          keys.revoke(call.tenant(), Insider.of(call.visitor()), id);
          return Reply.empty(204);
        });
  }
}
