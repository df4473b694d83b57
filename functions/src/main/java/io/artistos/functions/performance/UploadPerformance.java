package io.artistos.functions.performance;

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
import io.artistos.shared.performance.PerformanceUploads;
import io.artistos.shared.performance.PerformanceUploads.Upload;
import java.util.Optional;

/** Takes in a file of Spotify for Artists. */
public final class UploadPerformance {

  private final Endpoint endpoint;
  private final PerformanceUploads uploads;

  public UploadPerformance(Endpoint endpoint, PerformanceUploads uploads) {
    this.endpoint = endpoint;
    this.uploads = uploads;
  }

  @FunctionName("UploadPerformance")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PERFORMANCE_WRITE)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/performance/uploads",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, uploads.take(call.tenant(), Upload.read(call))));
  }
}
