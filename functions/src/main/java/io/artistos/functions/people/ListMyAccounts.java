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
import io.artistos.shared.people.People;
import java.util.Map;
import java.util.Optional;

/** The artist accounts that whoever calls works on, all of them: a label has hundreds. */
public final class ListMyAccounts {

  private final Endpoint endpoint;
  private final People people;

  public ListMyAccounts(Endpoint endpoint, People people) {
    this.endpoint = endpoint;
    this.people = people;
  }

  @FunctionName("ListMyAccounts")
  @CalledBy(Caller.PERSON)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/accounts",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, Map.of("items", people.accountsOf(call.visitor().actor().id()))));
  }
}
