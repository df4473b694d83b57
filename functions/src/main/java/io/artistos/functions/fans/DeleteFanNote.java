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
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Deletes a note. */
public final class DeleteFanNote {

  private final Endpoint endpoint;
  private final FanEditing fans;

  public DeleteFanNote(Endpoint endpoint, FanEditing fans) {
    this.endpoint = endpoint;
    this.fans = fans;
  }

  @FunctionName("DeleteFanNote")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/fans/{fanId}/notes/{noteId}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("fanId") String fanId,
      @BindingName("noteId") String noteId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          fans.deleteNote(call.tenant(), fanId, noteId);
          return Reply.empty(204);
        });
  }
}
