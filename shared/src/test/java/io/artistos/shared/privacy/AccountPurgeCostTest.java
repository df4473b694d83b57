package io.artistos.shared.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.tenancy.TenantId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a purge asks of the database. */
class AccountPurgeCostTest {

  private final PrivacyWorld world = new PrivacyWorld();

  @Test
  void costsADeleteForEachOfAThousandFansAndLittleElse() {
    TenantId tenant = world.openArtist().tenantId();
    for (int i = 0; i < 1_000; i++) {
      world.put(tenant, Containers.FANS, "fan-" + i, Map.of("type", "fan"));
    }
    world.makeDue(tenant);
    world.purge(world.dueArtist()); // So that all plans are known.
    world.sweeper.sweep();

    assertThat(world.platform.costOf(() -> world.finish(tenant)))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("delete fans", 1_000L),
                Map.entry("query fans", 5L), // two counts, a page and what the SDK reads ahead
                Map.entry("query accounts", 3L),
                Map.entry("query deliveries", 3L),
                Map.entry("query activity", 3L),
                Map.entry("query performance", 3L),
                // Two stores, people's lists and what leads here, and the addresses that retire.
                Map.entry("query directory", 7L),
                Map.entry("query-plan directory", 7L),
                Map.entry("batch accounts", 1L), // the page and the team
                Map.entry("delete activity", 1L), // that it was opened
                Map.entry("delete accounts", 2L), // the key, at last the account
                Map.entry("delete directory", 2L),
                Map.entry("create directory", 2L), // the slug retires, and what looks like it
                Map.entry("read directory", 5L), // the record, at each step
                Map.entry("replace directory", 5L)));
  }

  @Test
  void costsARequestForAHundredItemsWhereTheyAreTogether() {
    TenantId tenant = world.openArtist().tenantId();
    for (int i = 0; i < 1_000; i++) {
      world.put(tenant, Containers.PERFORMANCE, "day-" + i, Map.of("type", "day"));
    }
    world.makeDue(tenant);
    world.sweeper.sweep();

    assertThat(world.platform.costOf(() -> world.finish(tenant)))
        .containsEntry("batch performance", 11L); // a message's limit falls between them
  }
}
