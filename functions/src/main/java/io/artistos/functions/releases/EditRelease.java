package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.releases.ReleaseEditing;
import io.artistos.shared.releases.ReleaseFields;
import java.util.Optional;

/** Replaces what people say about a release. */
public final class EditRelease {

  private final Endpoint endpoint;
  private final Accounts accounts;
  private final ReleaseEditing releases;

  public EditRelease(Endpoint endpoint, Accounts accounts, ReleaseEditing releases) {
    this.endpoint = endpoint;
    this.accounts = accounts;
    this.releases = releases;
  }

  @FunctionName("EditRelease")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.PUT},
              route = "api/releases/{id}",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          Account account = accounts.open(call.tenant());
          ReleaseFields fields = ReleaseFields.read(call, account.timeZone());
          return ReleaseReplies.of(
              200, releases.edit(account.tenantId(), id, call.ifMatch(), fields));
        });
  }
}
