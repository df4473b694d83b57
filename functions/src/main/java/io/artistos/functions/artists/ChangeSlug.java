package io.artistos.functions.artists;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.AccountChanges;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import java.util.Optional;

/** Gives the account another slug; the old one goes on leading to its page. */
public final class ChangeSlug {

  private final Endpoint endpoint;
  private final AccountChanges changes;

  public ChangeSlug(Endpoint endpoint, AccountChanges changes) {
    this.endpoint = endpoint;
    this.changes = changes;
  }

  @FunctionName("ChangeSlug")
  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/account/slug",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> AccountReplies.of(changes.changeSlug(call.tenant(), AccountChanges.slug(call))));
  }
}
