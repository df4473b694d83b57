package io.artistos.functions.numbers;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.numbers.NumbersCharts;
import io.artistos.shared.numbers.NumbersRequest;
import java.time.Clock;
import java.util.Optional;

/** The same as a picture. */
public final class ShowNumbersChart {

  private final Endpoint endpoint;
  private final NumbersCharts charts;
  private final Clock clock;

  public ShowNumbersChart(Endpoint endpoint, NumbersCharts charts, Clock clock) {
    this.endpoint = endpoint;
    this.charts = charts;
    this.clock = clock;
  }

  @FunctionName("ShowNumbersChart")
  @CalledBy(value = Caller.MEMBER, needs = Permission.PERFORMANCE_READ)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "api/numbers.svg",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.API,
        call -> charts.draw(call.tenant(), NumbersRequest.read(call, clock)));
  }
}
