package io.artistos.functions.policies;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Conditional;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.policies.Policies;
import java.util.Map;
import java.util.Optional;

/** The versions that hold, and those that were announced. */
public final class ListPolicies {

  private static final String CACHE = "public, max-age=60";

  private final Endpoint endpoint;
  private final Policies policies;

  public ListPolicies(Endpoint endpoint, Policies policies) {
    this.endpoint = endpoint;
    this.policies = policies;
  }

  @FunctionName("ListPolicies")
  @CalledBy(Caller.PUBLIC)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/policies",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.ANY_SITE,
        call -> Conditional.reply(call, Reply.json(200, Map.of("items", policies.list())), CACHE));
  }
}
