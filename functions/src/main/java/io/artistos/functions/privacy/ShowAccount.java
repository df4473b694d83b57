package io.artistos.functions.privacy;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.AccountView;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.privacy.AccountDeletion;
import java.util.Optional;

/** The account, deleted or not. */
public final class ShowAccount {

  private final Endpoint endpoint;
  private final AccountDeletion deletions;

  public ShowAccount(Endpoint endpoint, AccountDeletion deletions) {
    this.endpoint = endpoint;
    this.deletions = deletions;
  }

  @FunctionName("ShowAccount")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ, alsoDeleted = true)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/account",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          Versioned<AccountView> account = deletions.look(call.tenant());
          return Reply.json(200, account.value()).with("ETag", account.etag());
        });
  }
}
