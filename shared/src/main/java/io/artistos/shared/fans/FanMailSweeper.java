package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds mail that is written down as due but whose message was never sent or got lost, and asks for
 * it again. Thread-safe.
 */
public final class FanMailSweeper {

  private static final Logger LOG = Logger.getLogger(FanMailSweeper.class.getName());

  /** Longer than a claim lasts; much shorter would ask again for mail that only waits its turn. */
  static final Duration LATE = Duration.ofMinutes(5);

  private static final int MOST = 500;

  private final Database database;
  private final FanMailQueue queue;
  private final Clock clock;

  public FanMailSweeper(Database database, FanMailQueue queue, Clock clock) {
    this.database = database;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * One query over all tenants, then a read, mostly a write, and a message for each late mail. The
   * write moves its time on, so that the next sweep leaves it alone.
   *
   * @return how many were asked for again
   */
  public int sweep() {
    Instant now = clock.instant();
    int again = 0;
    for (Ref ref : database.sweep().fansWithMailDueBefore(now.minus(LATE), MOST)) {
      try {
        if (isStillOpen(ref, now)) {
          queue.send(ref.tenantId(), ref.id(), null);
          again++;
        }
      } catch (RuntimeException e) {
        // One item that cannot be read or written must not keep all others waiting.
        LOG.log(
            Level.SEVERE, "fan mail not swept; tenant=" + ref.tenantId() + " fan=" + ref.id(), e);
      }
    }
    return again;
  }

  private boolean isStillOpen(Ref ref, Instant now) {
    return database
        .tenant(ref.tenantId(), Containers.FANS)
        .update(ref.id(), Fan.class, fan -> fan.withMail(movedOn(fan.mail(), now)))
        .filter(fan -> fan.mail().isOpen())
        .isPresent();
  }

  /** A broken-off try keeps its time, by which the handler knows that the claim has run out. */
  private static FanMail movedOn(FanMail mail, Instant now) {
    boolean late = mail.state() == FanMail.State.DUE && mail.dueAt().isBefore(now.minus(LATE));
    return late ? mail.due(now, true) : mail;
  }
}
