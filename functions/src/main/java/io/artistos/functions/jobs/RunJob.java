package io.artistos.functions.jobs;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.http.Json;
import io.artistos.shared.jobs.Jobs;
import io.artistos.shared.queue.JobMessage;
import io.artistos.shared.queue.Queues;

/** Goes on with a job, some steps. What it throws is transient: the host tries again. */
public final class RunJob {

  private final Jobs jobs;

  public RunJob(Jobs jobs) {
    this.jobs = jobs;
  }

  @FunctionName("RunJob")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.JOBS_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    jobs.handle(Json.read(message, JobMessage.class));
  }
}
