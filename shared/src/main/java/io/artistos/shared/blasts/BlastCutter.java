package io.artistos.shared.blasts;

import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.fans.FanAudience;
import io.artistos.shared.queue.BlastMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a frozen blast into chunks. Every fan gets into one chunk at most, wherever it is killed and
 * however often it runs: fans come in the order of their ids; chunk n is created once, by whoever
 * is first; and what follows it starts after the last fan that it has. In memory there is one page
 * of ids. For 1,000 recipients: at most 2 queries, 10 creates, 2 reads, 2 writes. Thread-safe.
 */
public final class BlastCutter {

  private static final Logger LOG = Logger.getLogger(BlastCutter.class.getName());

  private static final int PAGE = 10 * Chunk.MOST_FANS;

  /** After this many pages a message of its own goes on, so that no run is long. */
  private static final int PAGES_PER_MESSAGE = 10;

  private static final int OPEN_PER_MESSAGE = 200;

  private final BlastStore store;
  private final FanAudience audience;
  private final SendSlots slots;
  private final BlastQueues queues;
  private final Clock clock;

  BlastCutter(
      BlastStore store, FanAudience audience, SendSlots slots, BlastQueues queues, Clock clock) {
    this.store = store;
    this.audience = audience;
    this.slots = slots;
    this.queues = queues;
    this.clock = clock;
  }

  /** Does what the message asks for, as far as one message goes. */
  public void handle(BlastMessage message) {
    if (message.from() == BlastQueues.CUT) {
      cut(message);
    } else {
      store
          .find(message.tenant(), message.blast())
          .map(Versioned::value)
          .filter(blast -> blast.status() == BlastStatus.SENDING)
          .ifPresent(blast -> askAgain(blast, message.from()));
    }
  }

  /**
   * For a message that failed too often: the blast's item says what is to be done, so the sweeper
   * asks for it again.
   */
  public void giveBack(BlastMessage message) {
    LOG.warning(
        "blast failed too often, left to the sweeper; tenant=%s blast=%s"
            .formatted(message.tenant(), message.blast()));
  }

  private void cut(BlastMessage message) {
    for (int i = 0; i < PAGES_PER_MESSAGE; i++) {
      Optional<Versioned<Blast>> read = store.find(message.tenant(), message.blast());
      if (read.isEmpty() || !isToBeCut(read.get().value())) {
        return;
      }
      Blast blast = read.get().value();
      Blast further = finishedIfEmpty(blast.withCut(page(blast)));
      boolean ours = store.blasts(blast.tenantId()).replace(blast.id(), further, read.get().etag());
      if (ours && !isToBeCut(further)) {
        return;
      }
    }
    queues.cut(message.tenant(), message.blast());
  }

  private static boolean isToBeCut(Blast blast) {
    return blast.status() == BlastStatus.SENDING && !blast.whenFrozen().cut().done();
  }

  private Blast finishedIfEmpty(Blast blast) {
    Blast.Cut cut = blast.whenFrozen().cut();
    return cut.done() && cut.chunks() == 0
        ? blast.finished(BlastStatus.SENT, clock.instant())
        : blast;
  }

  /** Chunks for one page of fans. */
  private Blast.Cut page(Blast blast) {
    Blast.Cut cut = blast.whenFrozen().cut();
    Instant frozenAt = blast.whenFrozen().at();
    Page<String> page =
        audience.idsAfter(blast.tenantId(), blast.segment(), frozenAt, cut.after(), PAGE);
    List<String> fans = page.items();
    int pieces = Math.ceilDiv(fans.size(), Chunk.MOST_FANS);
    List<Instant> due = pieces == 0 ? List.of() : slots.reserve(pieces);
    String after = cut.after();
    for (int i = 0; i < pieces; i++) {
      int end = Math.min(fans.size(), (i + 1) * Chunk.MOST_FANS);
      List<String> slice = fans.subList(i * Chunk.MOST_FANS, end);
      Chunk chunk = chunk(blast, cut.chunks() + i, slice, due.get(i));
      after = chunk.lastFan();
      if (!chunk.recipients().equals(slice)) {
        // An earlier run made it, of the fans there were then: go on behind it.
        return further(cut.chunks() + i + 1, after, false);
      }
    }
    return further(cut.chunks() + pieces, after, page.continuation() == null);
  }

  private Blast.Cut further(int chunks, @Nullable String after, boolean done) {
    return new Blast.Cut(chunks, after, done, clock.instant());
  }

  /**
   * The blast's chunk of this number, new or as an earlier run made it; asked for in both cases.
   */
  private Chunk chunk(Blast blast, int n, List<String> fans, Instant dueAt) {
    Instant now = clock.instant();
    Chunk chunk = Chunk.of(blast.tenantId(), blast.id(), n, fans, dueAt, now);
    try {
      store.chunks(blast.tenantId(), blast.id()).create(chunk.id(), chunk, "chunk");
    } catch (AlreadyExists e) {
      chunk = store.chunk(blast.tenantId(), blast.id(), n).orElseThrow().value();
    }
    if (chunk.state() == Chunk.State.OPEN) {
      queues.chunk(blast.tenantId(), blast.id(), n, Duration.between(now, chunk.dueAt()));
    }
    return chunk;
  }

  /** After a pause: open chunks get new slots, for their messages were thrown away. */
  private void askAgain(Blast blast, int from) {
    List<Integer> open = store.open(blast, from, OPEN_PER_MESSAGE);
    if (open.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<Instant> due = slots.reserve(open.size());
    for (int i = 0; i < open.size(); i++) {
      store.moveDue(blast, open.get(i), due.get(i));
      queues.chunk(blast.tenantId(), blast.id(), open.get(i), Duration.between(now, due.get(i)));
    }
    queues.openChunks(blast.tenantId(), blast.id(), open.getLast() + 1);
  }
}
