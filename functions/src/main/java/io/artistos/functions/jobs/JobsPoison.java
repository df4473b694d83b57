package io.artistos.functions.jobs;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.jobs.Jobs;
import io.artistos.shared.queue.JobMessage;
import io.artistos.shared.queue.Queues;

/** Takes messages that failed too often off the poison queue; the job stays due. */
public final class JobsPoison {

  private final Jobs jobs;

  public JobsPoison(Jobs jobs) {
    this.jobs = jobs;
  }

  @FunctionName("JobsPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.JOBS_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    jobs.giveBack(Json.read(message, JobMessage.class));
  }
}
