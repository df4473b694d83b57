package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanTags;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.util.Optional;

/** Sets the tags of a fan. */
public final class TagFan {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final FanTags tags;

  public TagFan(Endpoint endpoint, ArtistCalls calls, FanTags tags) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.tags = tags;
  }

  @FunctionName("TagFan")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/fans/{fanId}/tags",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("fanId") String fanId,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, tags.set(calls.tenant(call), fanId, FanTags.read(call))));
  }
}
