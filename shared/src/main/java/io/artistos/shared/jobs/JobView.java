package io.artistos.shared.jobs;

import io.artistos.shared.blob.SignedAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job, as its caller sees it.
 *
 * @param counts what came of it so far
 * @param problem why it failed: a short code
 * @param downloadUrl where its file is, for some minutes
 */
public record JobView(
    String id,
    String kind,
    Job.State status,
    Map<String, Long> counts,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String problem,
    @Nullable String downloadUrl,
    @Nullable Instant downloadExpiresAt) {

  public static JobView of(Job job, @Nullable SignedAddress file) {
    return new JobView(
        job.id(),
        job.kind(),
        job.state(),
        job.counts(),
        job.createdAt(),
        job.finishedAt(),
        job.problem(),
        file == null ? null : file.uri().toString(),
        file == null ? null : file.expiresAt());
  }

  /** Its address is a key: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "JobView[" + id + "]";
  }
}
