package io.artistos.shared.imports;

import io.artistos.shared.artists.Account;
import io.artistos.shared.blob.SignedAddress;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.fans.ImportedFan;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.jobs.JobFile;
import io.artistos.shared.jobs.Jobs;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Imports: announced, uploaded by the client, checked without writing anything, and run when the
 * artist says so. Thread-safe.
 */
public final class FanImports {

  private static final String TYPE = "text/csv";

  private final Jobs jobs;
  private final FanPages pages;
  private final TenantBlobs blobs;
  private final JobFile file;
  private final Clock clock;

  public FanImports(Jobs jobs, FanPages pages, TenantBlobs blobs, JobFile file, Clock clock) {
    this.jobs = jobs;
    this.pages = pages;
    this.blobs = blobs;
    this.file = file;
    this.clock = clock;
  }

  /**
   * Writes down that a list is awaited and says where to put it. The same id again gives a new
   * address, as long as nothing has begun. Two queries, a create, and a request to the blob store.
   *
   * @param requestId from {@link io.artistos.shared.http.RequestIds}
   * @throws NotAllowedNow when the one of this id has begun, or there is no fan page
   */
  public ImportView announce(Account account, String requestId, NewImport announced, Actor by) {
    TenantId tenant = account.tenantId();
    FanPage page =
        pages
            .main(tenant)
            .orElseThrow(() -> new NotAllowedNow("no-page", "There is no fan page yet."));
    ImportedFan.Terms terms =
        new ImportedFan.Terms(
            page.slug().value(),
            page.id(),
            announced.source(),
            announced.statement().version(),
            account.artistName(),
            announced.language(),
            announced.asks());
    ImportTask task =
        new ImportTask(
            ImportTask.Phase.UPLOAD,
            terms,
            announced.consentedAt().orElse(null),
            announced.tags(),
            announced.dayFirst(),
            announced.mapping(),
            announced.bytes(),
            null);
    Job job =
        jobs.create(
            Job.waiting(requestId, tenant, ImportWork.KIND, by.id(), task, clock.instant()));
    if (job.task(ImportTask.class).phase() != ImportTask.Phase.UPLOAD) {
      throw Jobs.notWaiting();
    }
    return view(job, blobs.uploadAddress(tenant, job.file(ImportWork.UPLOAD)));
  }

  /**
   * Reads what arrived, without writing any fan.
   *
   * @throws NotFound when there is no such import
   * @throws NotAllowedNow when it is under way or over, or nothing has arrived
   * @throws InvalidInput when what arrived has another size than was announced
   */
  public ImportView check(TenantId tenant, String id, @Nullable String traceParent) {
    Job job = jobs.get(tenant, id, ImportWork.KIND);
    ImportTask task = job.task(ImportTask.class);
    long arrived =
        job.state() == Job.State.WAITING
            ? blobs
                .pieces()
                .size(tenant, job.file(ImportWork.UPLOAD))
                .orElseThrow(() -> new NotAllowedNow("nothing-arrived", "Upload the file first."))
            : task.bytes();
    if (arrived != task.bytes()) {
      throw new InvalidInput(
          "bytes", "wrong-size", "What arrived has another size than was announced.");
    }
    return go(tenant, id, ImportTask.Phase.CHECK, traceParent);
  }

  /**
   * Writes the fans, after a check, or goes on where it was given up.
   *
   * @throws NotFound when there is no such import
   * @throws NotAllowedNow when it was not checked, is under way or over
   */
  public ImportView run(TenantId tenant, String id, @Nullable String traceParent) {
    return go(tenant, id, ImportTask.Phase.RUN, traceParent);
  }

  private ImportView go(
      TenantId tenant, String id, ImportTask.Phase to, @Nullable String traceParent) {
    ImportTask.Phase from =
        to == ImportTask.Phase.RUN ? ImportTask.Phase.CHECKED : ImportTask.Phase.UPLOAD;
    Job job =
        jobs.start(
            tenant,
            id,
            ImportWork.KIND,
            traceParent,
            found -> {
              ImportTask task = found.task(ImportTask.class);
              if (found.state() == Job.State.RUNNING && task.phase() == to) {
                // The same request, sent before.
                return found;
              }
              if (task.phase() == to && Jobs.GAVE_UP.equals(found.problem())) {
                return found.resumed(clock.instant());
              }
              if (found.state() != Job.State.WAITING || task.phase() != from) {
                throw Jobs.notWaiting();
              }
              return found.running(task.in(to), clock.instant());
            });
    return view(job, null);
  }

  /**
   * One request.
   *
   * @throws NotFound when there is no such import
   */
  public ImportView get(TenantId tenant, String id) {
    return view(jobs.get(tenant, id, ImportWork.KIND), null);
  }

  private ImportView view(Job job, @Nullable SignedAddress upload) {
    ImportTask task = job.task(ImportTask.class);
    boolean reported =
        job.state() == Job.State.SUCCEEDED || task.phase() == ImportTask.Phase.CHECKED;
    return new ImportView(
        job.id(),
        job.state(),
        task.phase(),
        job.counts(),
        columns(task.columns()),
        job.createdAt(),
        job.finishedAt(),
        job.problem(),
        upload == null ? null : upload.uri().toString(),
        upload == null ? null : Map.of("Content-Type", TYPE, "x-ms-blob-type", "BlockBlob"),
        upload == null ? null : upload.expiresAt(),
        reported ? file.address(job, ImportWork.report(task)).uri().toString() : null);
  }

  private static @Nullable Map<String, String> columns(@Nullable Columns columns) {
    if (columns == null) {
      return null;
    }
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < columns.header().size(); i++) {
      all.putIfAbsent(columns.header().get(i), columns.roles().get(i));
    }
    return all;
  }
}
