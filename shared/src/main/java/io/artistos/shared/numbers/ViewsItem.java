package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.LocalDate;

/**
 * The views of a page that one instance of the app counted on one day, as stored in {@code
 * performance} until the day is added up. Nobody else writes it, and each write is of the whole
 * sum: no two instances meet, and a write that is repeated counts nothing twice.
 */
@ItemType(ViewsItem.TYPE)
record ViewsItem(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    LocalDate day,
    String page,
    Tally views,
    long ttl) {

  static final String TYPE = "pageViews";
  private static final int SCHEMA = 1;

  /** Nobody adds up a day that is so long ago. */
  private static final Duration KEPT = Duration.ofDays(40);

  static ViewsItem of(String id, TenantId tenant, LocalDate day, String page, Tally views) {
    return new ViewsItem(id, tenant, TYPE, SCHEMA, day, page, views, KEPT.toSeconds());
  }

  ViewsItem with(Tally sum) {
    return of(id, tenantId, day, page, sum);
  }
}
