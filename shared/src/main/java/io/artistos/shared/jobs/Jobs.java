package io.artistos.shared.jobs;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.queue.JobMessage;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Jobs: written down, done step by step, asked for again, and swept away with their files.
 *
 * <p>Nothing is claimed: a step can be repeated, and the job is moved on by its ETag, so of two
 * handlers at the same step one goes on and the other ends. Thread-safe.
 */
public final class Jobs {

  /** Longer than a step takes. */
  static final Duration LATE = Duration.ofMinutes(2);

  private static final Logger LOG = Logger.getLogger(Jobs.class.getName());

  /** For one message: some minutes at most, where a function may take five. */
  private static final int MOST_STEPS = 25;

  /**
   * Asked for so often without moving, it takes its handlers down with it: a try after two minutes,
   * four, eight, … and then every two hours, for some 18 hours, so that no outage ends a job.
   */
  private static final int MOST_TRIES = 14;

  private static final Duration LONGEST = Duration.ofHours(2);

  /** Why a job failed that was asked for too often. */
  public static final String GAVE_UP = "gave-up";

  /** Of one kind and account that wait or run. */
  private static final int MOST_OPEN = 20;

  private static final int MOST_SWEPT = 200;

  private final Database database;
  private final Accounts accounts;
  private final TenantBlobs blobs;
  private final MessageQueue queue;
  private final Map<String, JobWork> works;
  private final Clock clock;

  /**
   * @param works one for each kind
   */
  public Jobs(
      Database database,
      Accounts accounts,
      TenantBlobs blobs,
      MessageQueue queue,
      List<JobWork> works,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.blobs = blobs;
    this.queue = queue;
    this.works =
        works.stream().collect(Collectors.toUnmodifiableMap(JobWork::kind, Function.identity()));
    this.clock = clock;
  }

  /**
   * Writes it down, or gives the one that is there: the same request came twice. A query and a
   * create.
   *
   * @throws NotAllowedNow when the account has too many of this kind that are not over
   */
  public Job create(Job job) {
    if (open(job) >= MOST_OPEN) {
      return known(job)
          .orElseThrow(
              () ->
                  new NotAllowedNow(
                      "too-many-jobs", "Too many of these are under way. Let some end first."));
    }
    try {
      items(job.tenantId()).create(job.id(), job, Job.TYPE);
      return job;
    } catch (AlreadyExists e) {
      return known(job).orElseThrow(() -> e);
    }
  }

  private long open(Job job) {
    return items(job.tenantId())
        .count(
            "c.type = 'job' AND c.kind = @kind AND c.state IN ('waiting', 'running')",
            Map.of("@kind", job.kind()));
  }

  private Optional<Job> known(Job job) {
    return find(job.tenantId(), job.id()).map(Versioned::value);
  }

  /** Writes one down that is to begin at once. A query, a create and a message. */
  public Job begin(Job waiting, @Nullable String traceParent) {
    Job job = create(waiting.running(waiting.task(), clock.instant()));
    if (job.state() == Job.State.RUNNING) {
      ask(job.tenantId(), job.id(), traceParent);
    }
    return job;
  }

  /**
   * Starts one that waits. A read, a write and a message.
   *
   * @param change gives it running
   * @throws NotFound when there is none of this kind
   */
  public Job start(
      TenantId tenant,
      String id,
      String kind,
      @Nullable String traceParent,
      UnaryOperator<Job> change) {
    get(tenant, id, kind);
    Job job = items(tenant).update(id, Job.class, change).orElseThrow(() -> new NotFound("job"));
    ask(tenant, id, traceParent);
    return job;
  }

  /**
   * One request.
   *
   * @throws NotFound when there is none of this kind
   */
  public Job get(TenantId tenant, String id, String kind) {
    return find(tenant, id)
        .map(Versioned::value)
        .filter(job -> job.kind().equals(kind))
        .orElseThrow(() -> new NotFound("job"));
  }

  /** What fits a job that is not waiting. */
  public static NotAllowedNow notWaiting() {
    return new NotAllowedNow("job-not-waiting", "This is under way, or over.");
  }

  /**
   * Goes on where the job is, some steps, and asks for another message when that was not all. A
   * read and a write of the job for each step.
   */
  public void handle(JobMessage message) {
    TenantId tenant = message.tenant();
    try {
      for (int i = 0; i < MOST_STEPS; i++) {
        if (!step(tenant, message.job())) {
          return;
        }
      }
    } catch (Unavailable e) {
      // As long as whoever is too busy wants; the job stays as it was.
      queue.send(message, e.retryAfter());
      return;
    }
    queue.send(message);
  }

  /** For a message that failed too often: the job stays due, and the sweeper asks again. */
  public void giveBack(JobMessage message) {
    LOG.severe("job failed too often, left to the sweeper; tenant=" + message.tenant());
  }

  /** One step, recorded; false when there is nothing more to do, or somebody else is doing it. */
  private boolean step(TenantId tenant, String id) {
    Optional<Versioned<Job>> read = find(tenant, id);
    if (read.isEmpty() || read.get().value().state() != Job.State.RUNNING) {
      return false;
    }
    Job job = read.get().value();
    boolean open = accounts.find(tenant).filter(one -> one.deletion() == null).isPresent();
    Job next = open ? work(job).step(job) : job.failed(clock.instant(), "account-deleted");
    return items(tenant).replace(id, next, read.get().etag()) && next.state() == Job.State.RUNNING;
  }

  /**
   * Asks again for what stands still, and deletes what is over. Two queries over all tenants; a
   * read and a write for each, and a request to the blob store for each file.
   *
   * @return how many were asked for again
   */
  public int sweep() {
    Instant now = clock.instant();
    CrossTenantSweep.each(
        database.sweep().jobsToSweep(now, MOST_SWEPT), "sweeping jobs", ref -> remove(ref, now));
    return CrossTenantSweep.askAgain(
        database.sweep().jobsDueBefore(now.minus(LATE), MOST_SWEPT),
        "a job",
        ref -> isStillOpen(ref, now),
        ref -> ask(ref.tenantId(), ref.id(), null));
  }

  private boolean isStillOpen(Ref ref, Instant now) {
    return items(ref.tenantId())
        .update(ref.id(), Job.class, job -> again(job, now))
        .filter(job -> job.state() == Job.State.RUNNING)
        .isPresent();
  }

  private static Job again(Job job, Instant now) {
    if (job.state() != Job.State.RUNNING) {
      return job;
    }
    if (job.tries() >= MOST_TRIES) {
      return job.failed(now, GAVE_UP);
    }
    Duration later = LATE.multipliedBy((1L << job.tries()) - 1);
    return job.swept(now, later.compareTo(LONGEST) < 0 ? later : LONGEST);
  }

  /** The files first: what is killed in between is found again. */
  private boolean remove(Ref ref, Instant now) {
    Optional<Job> over =
        find(ref.tenantId(), ref.id())
            .map(Versioned::value)
            .filter(job -> job.sweepAt().isBefore(now));
    over.ifPresent(
        job -> {
          work(job).files(job).forEach(file -> blobs.delete(job.tenantId(), file));
          items(job.tenantId()).delete(job.id());
        });
    return over.isPresent();
  }

  private JobWork work(Job job) {
    JobWork work = works.get(job.kind());
    if (work == null) {
      throw new IllegalStateException("nobody does jobs of the kind " + job.kind());
    }
    return work;
  }

  private Optional<Versioned<Job>> find(TenantId tenant, String id) {
    return id.matches(Job.ID) ? items(tenant).read(id, Job.class) : Optional.empty();
  }

  private void ask(TenantId tenant, String id, @Nullable String traceParent) {
    queue.offer(
        new JobMessage(tenant, id, traceParent),
        Duration.ZERO,
        "job; tenant=" + tenant + " job=" + id);
  }

  private TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }
}
