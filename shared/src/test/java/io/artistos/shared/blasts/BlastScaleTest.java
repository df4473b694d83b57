package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a blast asks for at once, and what 100 recipients cost, must not grow with the list. */
class BlastScaleTest {

  private static final int FEW = 200;
  private static final int MANY = 2_000;

  private final BlastWorld world = new BlastWorld();

  /**
   * @param cutting requests to Cosmos for all chunks
   * @param sending requests for each chunk but the last one, which ends the blast
   * @param fans in each chunk
   */
  private record Cost(
      Map<String, Long> cutting, List<Map<String, Long>> sending, List<Integer> fans) {}

  @Test
  void costsTheSameFor100RecipientsHoweverManyThereAre() {
    world.addFans(1, "IE");
    // It finds what is asked for once: the tenant's key.
    costOf(sentTo("IE"));
    world.addFans(FEW, "DE");
    Cost few = costOf(sentTo("DE"));
    world.addFans(MANY, "FR");
    Cost many = costOf(sentTo("FR"));

    assertThat(few.sending()).hasSize(FEW / 100 - 1);
    assertThat(many.sending()).hasSize(MANY / 100 - 1).allMatch(few.sending().getFirst()::equals);
    assertThat(few.cutting()).containsEntry("create deliveries", FEW / 100L);
    assertThat(many.cutting()).containsEntry("create deliveries", MANY / 100L);
    assertThat(many.fans()).allMatch(fans -> fans == Chunk.MOST_FANS);
  }

  @Test
  void readsTheListInPagesOf1000Ids() {
    world.addFans(MANY, "DE");
    String blast = world.sent(world.draft());

    Cost cost = costOf(blast);

    // A page, and the one that the SDK reads ahead: 2 queries for 1,000 ids.
    long pages = MANY / 1_000 + 1L;
    assertThat(cost.cutting().getOrDefault("query fans", 0L)).isBetween(pages - 1, 2 * pages);
    assertThat(cost.cutting().get("replace accounts")).isBetween(pages - 1, pages);
  }

  private String sentTo(String country) {
    Map<String, ?> segment = Map.of("countries", List.of(country));
    return world.sent(world.draft(Map.of("subject", "a", "body", "b", "segment", segment)));
  }

  private Cost costOf(String blast) {
    BlastMessage message = new BlastMessage(world.tenant, blast, BlastQueues.CUT);
    Map<String, Long> cutting =
        world.platform.costOf(() -> world.services.cutter().handle(message));
    List<BlastChunkMessage> chunks = world.chunkMessages();
    List<Map<String, Long>> sending = new ArrayList<>();
    List<Integer> fans = new ArrayList<>();
    for (BlastChunkMessage chunk : chunks) {
      Map<String, Long> cost =
          new TreeMap<>(world.platform.costOf(() -> world.services.chunks().handle(chunk)));
      cost.keySet().removeIf(operation -> operation.startsWith("query-plan"));
      fans.add(world.chunk(blast, chunk.chunk()).outcomes().size());
      sending.add(cost);
    }
    return new Cost(cutting, sending.subList(0, sending.size() - 1), fans);
  }
}
