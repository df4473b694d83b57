package io.artistos.functions.pages;

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
import io.artistos.shared.pages.RedirectHosts;
import java.util.Map;
import java.util.Optional;

/** Names the sites of the artist where fans may be sent after they confirmed. */
public final class SetRedirectSites {

  private final Endpoint endpoint;
  private final RedirectHosts hosts;

  public SetRedirectSites(Endpoint endpoint, RedirectHosts hosts) {
    this.endpoint = endpoint;
    this.hosts = hosts;
  }

  @FunctionName("SetRedirectSites")
  @CalledBy(value = Caller.MEMBER, needs = Permission.SECURITY_MANAGE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/redirect-sites",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, Map.of("hosts", hosts.set(call.tenant(), call))));
  }
}
