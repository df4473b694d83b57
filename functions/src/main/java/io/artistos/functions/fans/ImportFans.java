package io.artistos.functions.fans;

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
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.imports.FanImports;
import io.artistos.shared.imports.NewImport;
import java.security.SecureRandom;
import java.util.Optional;

/** Announces a list of fans, and says where to put it. */
public final class ImportFans {

  private final Endpoint endpoint;
  private final FanImports imports;
  private final Accounts accounts;
  private final SecureRandom random;

  public ImportFans(Endpoint endpoint, FanImports imports, Accounts accounts, SecureRandom random) {
    this.endpoint = endpoint;
    this.imports = imports;
    this.accounts = accounts;
    this.random = random;
  }

  @FunctionName("ImportFans")
  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/fans/imports",
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
          String id = RequestIds.of(call, account.tenantId(), "import", random);
          return Reply.json(
              201, imports.announce(account, id, NewImport.read(call), call.visitor().actor()));
        });
  }
}
