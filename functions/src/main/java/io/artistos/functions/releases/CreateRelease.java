package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.releases.ReleaseEditing;
import io.artistos.shared.releases.ReleaseFields;
import java.security.SecureRandom;
import java.util.Optional;

/** Writes a release down, as a draft. */
public final class CreateRelease {

  private final Endpoint endpoint;
  private final Accounts accounts;
  private final ReleaseEditing releases;
  private final SecureRandom random;

  public CreateRelease(
      Endpoint endpoint, Accounts accounts, ReleaseEditing releases, SecureRandom random) {
    this.endpoint = endpoint;
    this.accounts = accounts;
    this.releases = releases;
    this.random = random;
  }

  @FunctionName("CreateRelease")
  @CalledBy(value = Caller.MEMBER, needs = Permission.RELEASES_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/releases",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          Account account = accounts.open(call.tenant());
          String id = RequestIds.of(call, account.tenantId(), "release", random);
          ReleaseFields fields = ReleaseFields.read(call, account.timeZone());
          return ReleaseReplies.of(201, releases.create(account.tenantId(), id, fields));
        });
  }
}
