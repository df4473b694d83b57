package io.artistos.functions.team;

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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.team.ApiKeys;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.NewApiKey;
import java.util.Optional;

/** Makes an API key; this answer alone has it. */
public final class CreateApiKey {

  private final Endpoint endpoint;
  private final ApiKeys keys;

  public CreateApiKey(Endpoint endpoint, ApiKeys keys) {
    this.endpoint = endpoint;
    this.keys = keys;
  }

  @FunctionName("CreateApiKey")
  @CalledBy(value = Caller.MEMBER, needs = Permission.KEYS_MANAGE, feature = "api-keys")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/keys",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call ->
            Reply.json(
                201, keys.create(call.tenant(), Insider.of(call.visitor()), NewApiKey.read(call))));
  }
}
