package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanEditing;
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.util.Optional;

/** Notes something down of a fan. */
public final class AddFanNote {

  private final Endpoint endpoint;
  private final FanEditing fans;
  private final SecureRandom random;

  public AddFanNote(Endpoint endpoint, FanEditing fans, SecureRandom random) {
    this.endpoint = endpoint;
    this.fans = fans;
    this.random = random;
  }

  @FunctionName("AddFanNote")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/fans/{fanId}/notes",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("fanId") String fanId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          TenantId tenant = call.tenant();
          String id = RequestIds.of(call, tenant, "note " + fanId, random);
          return Reply.json(
              201, fans.note(tenant, fanId, id, FanEditing.readNote(call), call.visitor().actor()));
        });
  }
}
