package io.artistos.shared.blasts;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks after blasts that are under way: asks again for what was never enqueued or got lost, ends
 * pauses that are over, and says that a blast is sent when its last chunk was not the last to end.
 * Thread-safe.
 */
public final class BlastSweeper {

  private static final Logger LOG = Logger.getLogger(BlastSweeper.class.getName());

  /** Longer than a claim lasts; much shorter would ask again for chunks that only wait. */
  static final Duration LATE = Duration.ofMinutes(5);

  /** Blasts read at once. */
  static final int PAGE = 200;

  private static final int MOST_CHUNKS = 200;

  private final Database database;
  private final Accounts accounts;
  private final BlastStore store;
  private final BlastQueues queues;
  private final BlastControl control;
  private final Clock clock;

  BlastSweeper(
      Database database,
      Accounts accounts,
      BlastStore store,
      BlastQueues queues,
      BlastControl control,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.store = store;
    this.queues = queues;
    this.control = control;
    this.clock = clock;
  }

  /**
   * One query over all tenants for each 200 blasts; for each blast under way a read and two
   * queries, and a write and a message for each late chunk.
   *
   * @return how many chunks and blasts were asked for again
   */
  public int sweep() {
    int again = 0;
    String after = null;
    List<Ref> page;
    do {
      page = database.sweep().blastsUnderWay(clock.instant(), after, PAGE);
      for (Ref ref : page) {
        again += sweep(ref);
        after = ref.id();
      }
    } while (page.size() == PAGE);
    return again;
  }

  private int sweep(Ref ref) {
    try {
      return store
          .find(ref.tenantId(), ref.id())
          .map(Versioned::value)
          .filter(this::isOfAnOpenAccount)
          .map(this::lookAfter)
          .orElse(0);
    } catch (RuntimeException e) {
      // One that cannot be read or written must not keep all others waiting.
      LOG.log(Level.SEVERE, "blast not swept; tenant=" + ref.tenantId(), e);
      return 0;
    }
  }

  /** Nothing goes out for a deleted account; asking for it every minute would be for nothing. */
  private boolean isOfAnOpenAccount(Blast blast) {
    return accounts
        .find(blast.tenantId())
        .filter(account -> account.deletion() == null)
        .isPresent();
  }

  private int lookAfter(Blast blast) {
    return switch (blast.status()) {
      case PAUSED -> resume(blast);
      case SENDING -> blast.whenFrozen().cut().done() ? chunks(blast) : cut(blast) + chunks(blast);
      default -> 0;
    };
  }

  private int resume(Blast blast) {
    Instant now = clock.instant();
    store.update(blast, old -> isOver(old, now) ? old.resumed(now) : old);
    queues.cut(blast.tenantId(), blast.id());
    queues.openChunks(blast.tenantId(), blast.id(), 0);
    return 1;
  }

  private static boolean isOver(Blast blast, Instant now) {
    Blast.Pause pause = blast.pause();
    return blast.status() == BlastStatus.PAUSED
        && pause != null
        && pause.until() != null
        && !now.isBefore(pause.until());
  }

  private int cut(Blast blast) {
    Blast.Cut cut = blast.whenFrozen().cut();
    Instant now = clock.instant();
    if (!cut.movedAt().plus(LATE).isBefore(now)) {
      return 0;
    }
    // Its time moves on, so that the next sweep leaves it alone.
    store.update(
        blast,
        old ->
            old.whenFrozen().cut().equals(cut)
                ? old.withCut(new Blast.Cut(cut.chunks(), cut.after(), cut.done(), now))
                : old);
    queues.cut(blast.tenantId(), blast.id());
    return 1;
  }

  private int chunks(Blast blast) {
    Instant now = clock.instant();
    int again = 0;
    for (int n : store.late(blast, now.minus(LATE), MOST_CHUNKS)) {
      store.moveDue(blast, n, now);
      queues.chunk(blast.tenantId(), blast.id(), n, Duration.ZERO);
      again++;
    }
    if (again == 0) {
      control.finishIfNothingIsOpen(blast);
    }
    return again;
  }
}
