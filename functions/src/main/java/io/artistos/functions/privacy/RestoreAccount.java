package io.artistos.functions.privacy;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.privacy.AccountDeletion;
import java.util.Optional;

/** Takes the deletion of an account back. */
public final class RestoreAccount {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final AccountDeletion deletions;

  public RestoreAccount(Endpoint endpoint, ArtistCalls calls, AccountDeletion deletions) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.deletions = deletions;
  }

  @FunctionName("RestoreAccount")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/account/restore",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, deletions.restore(calls.anyTenant(call))));
  }
}
