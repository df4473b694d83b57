package io.artistos.functions.people;

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
import io.artistos.shared.people.ClerkEvents;
import java.util.Optional;

/** Clerk says something of a person. The body is bound as it came: it is signed. */
public final class ReceiveClerkEvent {

  private final Endpoint endpoint;
  private final ClerkEvents events;

  public ReceiveClerkEvent(Endpoint endpoint, ClerkEvents events) {
    this.endpoint = endpoint;
    this.events = events;
  }

  @FunctionName("ReceiveClerkEvent")
  @CalledBy(Caller.WEBHOOK)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "webhooks/clerk",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          events.receive(call);
          return Reply.empty(204);
        });
  }
}
