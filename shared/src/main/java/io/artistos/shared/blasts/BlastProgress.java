package io.artistos.shared.blasts;

import io.artistos.shared.cosmos.Page;
import io.artistos.shared.tenancy.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a blast is: sums over the counts that its chunks keep. Thread-safe. */
public final class BlastProgress {

  private static final int PAGE = 1_000;

  /**
   * Fans by what became of their mail; each is in one of these. What became of it later takes the
   * place of what was before: a delivered mail is not counted as sent.
   *
   * @param fans how many the segment had when the blast was sent
   * @param chunked how many of them are in chunks
   * @param planned in a chunk, nothing sent yet
   * @param skipped left out when their chunk was sent: they had left, or were suppressed or erased
   * @param sent accepted by the provider, nothing more known
   * @param suppressed accepted, but on the provider's own list
   * @param failed accepted, but then the provider could not send it
   * @param unknown the provider did not say in time whether it accepted them; never sent again
   * @param parked the provider will not take them
   */
  public record View(
      BlastStatus status,
      Blast.@Nullable Pause pause,
      long fans,
      long chunked,
      long planned,
      long skipped,
      long sent,
      long delivered,
      long bounced,
      long complained,
      long suppressed,
      long failed,
      long unknown,
      long parked) {}

  private record Counts(int n, Map<String, Long> counts) {}

  private final BlastStore store;

  BlastProgress(BlastStore store) {
    this.store = store;
  }

  /**
   * One read, and one query for each 1,000 chunks (100,000 recipients), or two: the SDK reads
   * ahead.
   */
  public View of(TenantId tenant, String id) {
    Blast blast = store.get(tenant, id).value();
    Map<String, Long> sums = new HashMap<>();
    Blast.Frozen frozen = blast.frozen();
    if (frozen != null) {
      sum(blast, frozen.cut(), sums);
    }
    return new View(
        blast.status(),
        blast.pause(),
        frozen == null ? 0 : frozen.fans(),
        sums.values().stream().mapToLong(Long::longValue).sum(),
        count(sums, RecipientState.PLANNED),
        count(sums, RecipientState.SKIPPED),
        count(sums, RecipientState.SENT),
        count(sums, RecipientState.DELIVERED),
        count(sums, RecipientState.BOUNCED),
        count(sums, RecipientState.COMPLAINED),
        count(sums, RecipientState.SUPPRESSED),
        count(sums, RecipientState.FAILED),
        count(sums, RecipientState.UNKNOWN),
        count(sums, RecipientState.PARKED));
  }

  private void sum(Blast blast, Blast.Cut cut, Map<String, Long> sums) {
    String continuation = null;
    do {
      Page<Counts> page =
          store
              .chunks(blast.tenantId(), blast.id())
              .select(
                  "c.n, c.counts",
                  "c.type = 'chunk'",
                  "c.n",
                  Map.of(),
                  Counts.class,
                  PAGE,
                  continuation);
      for (Counts chunk : page.items()) {
        if (!cut.done() || chunk.n() < cut.chunks()) {
          chunk.counts().forEach((state, count) -> sums.merge(state, count, Long::sum));
        }
      }
      continuation = page.continuation();
    } while (continuation != null);
  }

  private static long count(Map<String, Long> sums, RecipientState state) {
    return sums.getOrDefault(state.id(), 0L);
  }
}
