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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.people.Acceptances;
import java.util.Map;
import java.util.Optional;

/** What every member is shown: changes of the terms and the privacy policy. */
public final class ListBanners {

  private final Endpoint endpoint;
  private final Acceptances acceptances;

  public ListBanners(Endpoint endpoint, Acceptances acceptances) {
    this.endpoint = endpoint;
    this.acceptances = acceptances;
  }

  @FunctionName("ListBanners")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/banners",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, Map.of("items", acceptances.banners(call.visitor()))));
  }
}
