package io.artistos.local.host.sample;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;

/** Queue and timer functions that tell the test what they were given. */
public final class QueueFunctions {

  public void work(
      @QueueTrigger(name = "msg", queueName = "", connection = "") String text,
      ExecutionContext context)
      throws Exception {
    Probe.tell(context.getFunctionName() + ": " + text);
  }

  public void named(
      @QueueTrigger(name = "msg", queueName = "", connection = "") String text,
      @BindingName("Id") String id,
      @BindingName("DequeueCount") long count,
      @BindingName("QueueTrigger") String body)
      throws Exception {
    Probe.tell(id + " " + count + " " + body.equals(text));
  }

  /** Tells which retry it is and why. */
  public void retried(
      @TimerTrigger(name = "timer", schedule = "") String timer, ExecutionContext context)
      throws Exception {
    RetryContext retry = context.getRetryContext();
    String why = retry.getException() == null ? "" : ": " + retry.getException().getMessage();
    Probe.tell("try " + retry.getRetrycount() + " of " + retry.getMaxretrycount() + why);
  }

  public void tick(@TimerTrigger(name = "timer", schedule = "") String timer) throws Exception {
    Probe.tell(timer);
  }
}
