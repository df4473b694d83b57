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
import io.artistos.shared.policies.Announcements;
import java.util.Map;
import java.util.Optional;

/** The versions that were announced, and how far everybody was told. */
public final class ShowAnnouncements {

  private final Endpoint endpoint;
  private final Announcements announcements;

  public ShowAnnouncements(Endpoint endpoint, Announcements announcements) {
    this.endpoint = endpoint;
    this.announcements = announcements;
  }

  @FunctionName("ShowAnnouncements")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/staff/policies",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, Map.of("items", announcements.latest())));
  }
}
