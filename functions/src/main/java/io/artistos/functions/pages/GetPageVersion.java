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
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.pages.PageEditing;
import java.util.Optional;

/** What a fan page showed once. */
public final class GetPageVersion {

  private final Endpoint endpoint;
  private final PageEditing editing;

  public GetPageVersion(Endpoint endpoint, PageEditing editing) {
    this.endpoint = endpoint;
    this.editing = editing;
  }

  @FunctionName("GetPageVersion")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PAGES_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/page-versions/{versionId}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("versionId") String versionId,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, editing.version(call.tenant(), versionId)));
  }
}
