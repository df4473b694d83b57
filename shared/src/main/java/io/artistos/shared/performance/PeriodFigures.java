package io.artistos.shared.performance;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a period, by song or playlist, as stored in {@code performance}: one item for each
 * period and day of upload. The file does not say which period it is about; the artist does.
 *
 * @param period as the artist named it, such as {@code 1year}
 * @param day of the upload, in UTC
 */
record PeriodFigures(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    LocalDate day,
    Source source,
    Dataset dataset,
    String period,
    List<Row> rows,
    Instant at,
    long ttl) {

  private static final String TYPE = "period";
  private static final int SCHEMA = 1;

  /**
   * One song or playlist. A title can stand twice, for the same song released twice, so both parts
   * tell rows apart.
   *
   * @param date of release, or of being added to the playlist
   */
  record Row(String title, @Nullable LocalDate date, Map<String, Long> figures) {}

  static PeriodFigures of(
      TenantId tenant, Dataset dataset, String period, List<Row> rows, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new PeriodFigures(
        dataset.key() + "-" + period + "-" + day,
        tenant,
        TYPE,
        SCHEMA,
        day,
        Source.SPOTIFY_FOR_ARTISTS_CSV,
        dataset,
        period,
        List.copyOf(rows),
        now,
        Retention.ttl(day, now));
  }
}
