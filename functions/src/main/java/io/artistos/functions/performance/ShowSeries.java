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
import io.artistos.shared.performance.PerformanceSeries;
import io.artistos.shared.performance.SeriesRequest;
import java.time.Clock;
import java.util.Optional;

/** One figure over days, with source, freshness and gaps. */
public final class ShowSeries {

  private final Endpoint endpoint;
  private final PerformanceSeries series;
  private final Clock clock;

  public ShowSeries(Endpoint endpoint, PerformanceSeries series, Clock clock) {
    this.endpoint = endpoint;
    this.series = series;
    this.clock = clock;
  }

  @FunctionName("ShowSeries")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PERFORMANCE_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/performance/series",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> Reply.json(200, series.read(call.tenant(), SeriesRequest.read(call, clock))));
  }
}
