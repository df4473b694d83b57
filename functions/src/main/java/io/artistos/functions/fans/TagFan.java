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
import io.artistos.shared.fans.FanTags;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Sets the tags of a fan. */
public final class TagFan {

  private final Endpoint endpoint;
  private final FanTags tags;

  public TagFan(Endpoint endpoint, FanTags tags) {
    this.endpoint = endpoint;
    this.tags = tags;
  }

  @FunctionName("TagFan")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/fans/{fanId}/tags",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("fanId") String fanId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> FanReplies.of(tags.set(call.tenant(), fanId, call.ifMatch(), FanTags.read(call))));
  }
}
