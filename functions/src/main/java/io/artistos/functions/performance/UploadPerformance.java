package io.artistos.functions.performance;

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
import io.artistos.shared.performance.PerformanceUploads;
import io.artistos.shared.performance.PerformanceUploads.Upload;
import java.util.Optional;

/** Takes in a file of Spotify for Artists. */
public final class UploadPerformance {

  private final Endpoint endpoint;
  private final ArtistCalls calls;
  private final PerformanceUploads uploads;

  public UploadPerformance(Endpoint endpoint, ArtistCalls calls, PerformanceUploads uploads) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.uploads = uploads;
  }

  @FunctionName("UploadPerformance")
  @CalledBy(Caller.OPERATOR)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/performance/uploads",
              authLevel = AuthorizationLevel.FUNCTION)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, uploads.take(calls.tenant(call), Upload.read(call))));
  }
}
