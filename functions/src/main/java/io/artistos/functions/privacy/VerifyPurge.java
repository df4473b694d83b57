package io.artistos.functions.privacy;

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
import io.artistos.shared.privacy.PurgeReceipts;
import java.util.Optional;

/** Checks a receipt: its signature, and whether the stores are still empty. */
public final class VerifyPurge {

  private final Endpoint endpoint;
  private final PurgeReceipts receipts;

  public VerifyPurge(Endpoint endpoint, PurgeReceipts receipts) {
    this.endpoint = endpoint;
    this.receipts = receipts;
  }

  @FunctionName("VerifyPurge")
  @CalledBy(Caller.STAFF)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/purges/{tenant}/verify",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("tenant") String tenant,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, receipts.verify(tenant)));
  }
}
