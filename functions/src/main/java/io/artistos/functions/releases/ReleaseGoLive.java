package io.artistos.functions.releases;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.releases.DueReleases;

/** Every minute: makes releases live whose day has begun. */
public final class ReleaseGoLive {

  private final DueReleases due;

  public ReleaseGoLive(DueReleases due) {
    this.due = due;
  }

  @FunctionName("ReleaseGoLive")
  public void run(
      @TimerTrigger(name = "timer", schedule = "0 * * * * *") String timer,
      ExecutionContext context) {
    int live = due.goLive();
    context.getLogger().info("{\"event\":\"releases-live\",\"live\":%d}".formatted(live));
  }
}
