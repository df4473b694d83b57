package io.artistos.functions.fans;

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
import java.util.Optional;

/** Answers the browser that asks whether a script of another site may send JSON. */
public final class SignUpPreflight {

  private static final Reply ANSWER =
      Reply.empty(204)
          .with("Access-Control-Allow-Methods", "POST")
          .with("Access-Control-Allow-Headers", "Content-Type")
          .with("Access-Control-Max-Age", "86400");

  private final Endpoint endpoint;

  public SignUpPreflight(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @FunctionName("SignUpPreflight")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.OPTIONS},
              route = "api/fan-pages/{slug}/signups",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(this, request, context, Endpoint.Audience.ANY_SITE, call -> ANSWER);
  }
}
