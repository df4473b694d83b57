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
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** What the artist's people noted down of a fan. */
public final class ListFanNotes {

  private final Endpoint endpoint;
  private final FanEditing fans;

  public ListFanNotes(Endpoint endpoint, FanEditing fans) {
    this.endpoint = endpoint;
    this.fans = fans;
  }

  @FunctionName("ListFanNotes")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
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
        call -> Reply.json(200, new Slice<>(fans.notes(call.tenant(), fanId), null)));
  }
}
