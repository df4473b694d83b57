package io.artistos.functions.fans;

import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.jobs.JobView;
import io.artistos.shared.jobs.Jobs;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;

/** Jobs over fans, asked for and answered. Thread-safe. */
public final class FanJobs {

  private final Jobs jobs;
  private final SecureRandom random;
  private final Clock clock;

  public FanJobs(Jobs jobs, SecureRandom random, Clock clock) {
    this.jobs = jobs;
    this.random = random;
    this.clock = clock;
  }

  /** 202, with where to ask; the same request again has the same job. */
  Reply begin(Call call, String kind, Object task, String where) {
    TenantId tenant = call.tenant();
    String id = RequestIds.of(call, tenant, kind, random);
    Job waiting = Job.waiting(id, tenant, kind, call.visitor().actor().id(), task, clock.instant());
    Job job = jobs.begin(waiting, call.traceParent());
    return Reply.json(202, JobView.of(job, null)).with("Location", where + job.id());
  }

  Reply show(TenantId tenant, String id, String kind) {
    return Reply.json(200, JobView.of(jobs.get(tenant, id, kind), null));
  }
}
