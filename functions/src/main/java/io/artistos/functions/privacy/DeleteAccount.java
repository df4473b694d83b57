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

/** Deletes the account of whoever types its slug; it can be taken back for 14 days. */
public final class DeleteAccount {

  private final Endpoint endpoint;
  private final AccountDeletion deletions;

  public DeleteAccount(Endpoint endpoint, AccountDeletion deletions) {
    this.endpoint = endpoint;
    this.deletions = deletions;
  }

  @FunctionName("DeleteAccount")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_DELETE, alsoDeleted = true)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.DELETE},
              route = "api/account",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(202, deletions.delete(call.tenant(), AccountDeletion.typedSlug(call))));
  }
}
