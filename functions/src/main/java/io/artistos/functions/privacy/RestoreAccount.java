package io.artistos.functions.privacy;

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
import io.artistos.shared.identity.Permission;
import io.artistos.shared.privacy.AccountDeletion;
import java.util.Optional;

/** Takes the deletion of an account back. */
public final class RestoreAccount {

  private final Endpoint endpoint;
  private final AccountDeletion deletions;

  public RestoreAccount(Endpoint endpoint, AccountDeletion deletions) {
    this.endpoint = endpoint;
    this.deletions = deletions;
  }

  @FunctionName("RestoreAccount")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_DELETE, alsoDeleted = true)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/account/restore",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, deletions.restore(call.tenant())));
  }
}
