package io.artistos.shared.imports;

import io.artistos.shared.jobs.Job;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import, as its caller sees it.
 *
 * @param phase {@code upload}, {@code check}, {@code checked} or {@code run}
 * @param counts of rows: all of them, and each outcome
 * @param columns what each column of the file holds; absent until the header was read
 * @param problem why it failed: a short code
 * @param uploadUrl where to put the file, while it is awaited
 * @param uploadHeaders that go with it
 * @param uploadExpiresAt until when it can begin
 * @param reportUrl what became of each row, once a phase is over
 */
public record ImportView(
    String id,
    Job.State status,
    ImportTask.Phase phase,
    Map<String, Long> counts,
    @Nullable Map<String, String> columns,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String problem,
    @Nullable String uploadUrl,
    @Nullable Map<String, String> uploadHeaders,
    @Nullable Instant uploadExpiresAt,
    @Nullable String reportUrl) {

  /** Its addresses are keys: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "ImportView[" + id + "]";
  }
}
