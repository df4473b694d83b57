package io.artistos.functions.pages;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.pages.PageEditing;
import java.util.Optional;

/** Opens a closed fan page again. */
public final class ReopenPage {

  private final Endpoint endpoint;
  private final PageEditing editing;

  public ReopenPage(Endpoint endpoint, PageEditing editing) {
    this.endpoint = endpoint;
    this.editing = editing;
  }

  @FunctionName("ReopenPage")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PAGES_PUBLISH)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/pages/{pageId}/reopen",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("pageId") String pageId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> PageReplies.of(200, editing.close(call.tenant(), pageId, false, call)));
  }
}
