package io.artistos.shared.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.TestPlatform;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AtomicWritesTest {

  record Thing(String id, TenantId tenantId, String type, int schema, String blastId, int n) {}

  private final TestPlatform platform = TestPlatform.get();
  private final TenantId tenant = TenantId.random(new SecureRandom());
  private final TenantItems items =
      platform.database().tenant(tenant, Containers.DELIVERIES).in("blast");

  @Test
  void happenTogetherInOneRequest() {
    items.create("a", thing("a", 1), "thing");
    String etag = items.read("a", Thing.class).orElseThrow().etag();

    Map<String, Long> cost =
        platform.costOf(
            () ->
                assertThat(
                        items
                            .together()
                            .replace("a", thing("a", 2), etag)
                            .create(thing("b", 3))
                            .commit())
                    .isTrue());

    assertThat(cost.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
    assertThat(read("a").n()).isEqualTo(2);
    assertThat(read("b").n()).isEqualTo(3);
  }

  @Test
  void doNotHappenWhenOneOfThemCannot() {
    items.create("a", thing("a", 1), "thing");
    String etag = items.read("a", Thing.class).orElseThrow().etag();
    items.replace("a", thing("a", 2), etag);

    boolean done =
        items.together().create(thing("b", 3)).replace("a", thing("a", 4), etag).commit();

    assertThat(done).isFalse();
    assertThat(read("a").n()).isEqualTo(2);
    assertThat(items.read("b", Thing.class)).isEmpty();
  }

  private Thing read(String id) {
    return items.read(id, Thing.class).orElseThrow().value();
  }

  private Thing thing(String id, int n) {
    return new Thing(id, tenant, "thing", 1, "blast", n);
  }
}
