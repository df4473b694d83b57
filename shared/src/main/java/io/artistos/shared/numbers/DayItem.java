package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What happened on a page on one day, once the day is over, as stored in {@code performance} for
 * twelve months. Nothing in it is about a person.
 *
 * @param figures those that are not 0, by {@link Figure#key}
 * @param ttl seconds
 */
@ItemType(DayItem.TYPE)
record DayItem(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    LocalDate day,
    String page,
    Map<String, Tally> figures,
    long ttl) {

  static final String TYPE = "pageNumbers";
  private static final int SCHEMA = 1;
  private static final int MONTHS = 12;

  static DayItem of(
      TenantId tenant, LocalDate day, String page, Map<String, Tally> figures, Instant now) {
    Instant end = day.plusMonths(MONTHS).atStartOfDay(ZoneOffset.UTC).toInstant();
    long ttl = Math.max(1, Duration.between(now, end).toSeconds());
    String id = "numbers-" + day + "-" + page;
    return new DayItem(id, tenant, TYPE, SCHEMA, day, page, figures, ttl);
  }
}
