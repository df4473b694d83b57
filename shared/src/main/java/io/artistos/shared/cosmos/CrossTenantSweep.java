package io.artistos.shared.cosmos;

import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * The searches that go over all tenants, on purpose and nowhere else. They find ids only; whatever
 * is done with an item is done through its tenant's own {@link TenantItems}.
 */
public final class CrossTenantSweep {

  /** Whose fan has mail waiting. */
  public record FanRef(TenantId tenantId, String id) {}

  private final Items items;

  CrossTenantSweep(Items fans) {
    this.items = fans;
  }

  /**
   * Fans whose mail should have gone out before {@code before} but is not recorded as sent, the
   * oldest ones not necessarily first. One page: whoever sweeps comes again.
   */
  public List<FanRef> fansWithMailDueBefore(Instant before, int most) {
    SqlQuerySpec query =
        new SqlQuerySpec(
            "SELECT c.tenantId, c.id FROM c WHERE c.type = 'fan'"
                + " AND c.mail.state IN ('due', 'sending') AND c.mail.dueAt < @before",
            new SqlParameter("@before", Json.time(before)));
    return items.page(query, new CosmosQueryRequestOptions(), FanRef.class, most, null).items();
  }
}
