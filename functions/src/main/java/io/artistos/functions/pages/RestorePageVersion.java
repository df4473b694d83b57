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

/** Makes an earlier version of a fan page the draft. */
public final class RestorePageVersion {

  private final Endpoint endpoint;
  private final PageEditing editing;

  public RestorePageVersion(Endpoint endpoint, PageEditing editing) {
    this.endpoint = endpoint;
    this.editing = editing;
  }

  @FunctionName("RestorePageVersion")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PAGES_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/page-versions/{versionId}/restore",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("versionId") String versionId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> PageReplies.of(200, editing.restore(call.tenant(), versionId, call)));
  }
}
