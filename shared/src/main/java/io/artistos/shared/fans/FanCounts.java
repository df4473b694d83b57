package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.tenancy.TenantId;
import java.util.Map;

/** How many fans an artist has; nothing about any of them. Thread-safe. */
public final class FanCounts {

  private final Database database;

  public FanCounts(Database database) {
    this.database = database;
  }

  /**
   * Confirmed fans by country; those whose country is not known count under empty text. One query.
   */
  public Map<String, Long> confirmedByCountry(TenantId tenant) {
    return database
        .tenant(tenant, Containers.FANS)
        .counts("c.signup.location.country", "c.type = 'fan' AND c.status = 'confirmed'", Map.of());
  }
}
