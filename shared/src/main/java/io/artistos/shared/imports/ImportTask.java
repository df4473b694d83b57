package io.artistos.shared.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.fans.ImportedFan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import is to do, as it stands in its job.
 *
 * @param phase how far it is
 * @param terms what holds for all
 * @param consentedAt when those agreed who have no time of their own in the file
 * @param tags that all get
 * @param dayFirst whether 04/03/2024 is in March
 * @param mapping what the caller says of columns, by name
 * @param bytes the size that was announced, and that what arrived must have
 * @param columns what was found; absent until the header was read
 */
record ImportTask(
    Phase phase,
    ImportedFan.Terms terms,
    @Nullable Instant consentedAt,
    List<String> tags,
    boolean dayFirst,
    Map<String, String> mapping,
    long bytes,
    @Nullable Columns columns) {

  /** How far an import is. */
  enum Phase {
    /** The file is awaited. */
    @JsonProperty("upload")
    UPLOAD,
    /** It is read, and nothing is written: the dry run. */
    @JsonProperty("check")
    CHECK,
    /** The artist decides. */
    @JsonProperty("checked")
    CHECKED,
    @JsonProperty("run")
    RUN
  }

  ImportTask in(Phase next) {
    return new ImportTask(next, terms, consentedAt, tags, dayFirst, mapping, bytes, columns);
  }

  ImportTask with(Columns found) {
    return new ImportTask(phase, terms, consentedAt, tags, dayFirst, mapping, bytes, found);
  }
}
