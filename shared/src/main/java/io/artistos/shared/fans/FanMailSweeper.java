package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.mail.MailProgress;
import java.time.Clock;
import java.time.Instant;

/**
 * Finds mail that is written down as due but whose message was never sent or got lost, and asks for
 * it again. Thread-safe.
 */
public final class FanMailSweeper {

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
    return CrossTenantSweep.askAgain(
        database.sweep().fansWithMailDueBefore(now.minus(MailProgress.LATE), MOST),
        "fan mail",
        ref -> isStillOpen(ref, now),
        ref -> queue.send(ref.tenantId(), ref.id(), null));
  }

  private boolean isStillOpen(Ref ref, Instant now) {
    return database
        .tenant(ref.tenantId(), Containers.FANS)
        .update(
            ref.id(),
            Fan.class,
            fan -> fan.withMail(fan.mail().with(fan.mail().progress().swept(now))))
        .filter(fan -> fan.mail().isOpen())
        .isPresent();
  }
}
