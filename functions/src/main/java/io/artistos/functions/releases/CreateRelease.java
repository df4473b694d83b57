package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.ArtistCalls;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.artists.Account;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.releases.ReleaseEditing;
import io.artistos.shared.releases.ReleaseFields;
import java.security.SecureRandom;
import java.util.Optional;

/** Writes a release down, as a draft. */
public final class CreateRelease {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final ReleaseEditing releases;
  private final SecureRandom random;

  public CreateRelease(
      Endpoint endpoint, ArtistCalls calls, ReleaseEditing releases, SecureRandom random) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.releases = releases;
    this.random = random;
  }

  @FunctionName("CreateRelease")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/releases",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> {
          Account account = calls.account(call);
          String id = RequestIds.of(call, account.tenantId(), "release", random);
          ReleaseFields fields = ReleaseFields.read(call, account.timeZone());
          return ReleaseReplies.of(201, releases.create(account.tenantId(), id, fields));
        });
  }
}
