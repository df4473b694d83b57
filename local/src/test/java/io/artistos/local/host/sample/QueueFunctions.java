package io.artistos.local.host.sample;

import com.microsoft.azure.functions.ExecutionContext;
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

  public void tick(@TimerTrigger(name = "timer", schedule = "") String timer) throws Exception {
    Probe.tell(timer);
  }
}
