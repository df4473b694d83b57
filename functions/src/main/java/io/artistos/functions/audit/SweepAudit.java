package io.artistos.functions.audit;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.artistos.shared.audit.AuditLog;

/** Every minute: writes down what was begun and never ended. */
public final class SweepAudit {

  private final AuditLog log;

  public SweepAudit(AuditLog log) {
    this.log = log;
  }

  @FunctionName("SweepAudit")
  public void run(
      @TimerTrigger(name = "timer", schedule = "35 * * * * *") String timer,
      ExecutionContext context) {
    int done = log.sweep();
    context.getLogger().info("{\"event\":\"audit-swept\",\"done\":%d}".formatted(done));
  }
}
