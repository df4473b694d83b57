package io.artistos.shared.notices;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mail to artists: where it is written down and asked for. Thread-safe.
 *
 * <p>A change that leads to mail creates the {@link ArtistMail} in the same write ({@code
 * AtomicWrites}) and calls {@link #ask} afterwards; where there is no such change, {@link #write}
 * does both.
 */
public final class ArtistMails {

  private static final int MOST = 500;

  private final Database database;
  private final MessageQueue queue;
  private final Clock clock;

  public ArtistMails(Database database, MessageQueue queue, Clock clock) {
    this.database = database;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Writes the mail down and asks for it; does nothing when it was written down before. One request
   * and a message.
   *
   * @return whether it is new
   */
  public boolean write(ArtistMail mail, @Nullable String traceParent) {
    try {
      database.tenant(mail.tenantId(), Containers.ACCOUNTS).create(mail.id(), mail, "mail");
    } catch (AlreadyExists e) {
      return false;
    }
    ask(mail, traceParent);
    return true;
  }

  /** Asks for mail that is written down; the sweeper does, when this fails. */
  public void ask(ArtistMail mail, @Nullable String traceParent) {
    ask(mail.tenantId(), mail.id(), traceParent, Duration.ZERO);
  }

  void ask(TenantId tenant, String id, @Nullable String traceParent, Duration delay) {
    queue.offer(
        new ArtistMailMessage(tenant, id, traceParent),
        delay,
        "artist mail; tenant=" + tenant + " id=" + id);
  }

  /**
   * Asks again for mail whose message was never sent or got lost: one query over all tenants, then
   * a read, mostly a write, and a message for each late mail.
   *
   * @return how many were asked for again
   */
  public int sweep() {
    Instant now = clock.instant();
    return CrossTenantSweep.askAgain(
        database.sweep().artistMailDueBefore(now.minus(MailProgress.LATE), MOST),
        "artist mail",
        ref -> isStillOpen(ref, now),
        ref -> ask(ref.tenantId(), ref.id(), null, Duration.ZERO));
  }

  private boolean isStillOpen(Ref ref, Instant now) {
    Optional<ArtistMail> mail =
        database
            .tenant(ref.tenantId(), Containers.ACCOUNTS)
            .update(ref.id(), ArtistMail.class, item -> item.with(item.mail().swept(now)));
    return mail.map(ArtistMail::mail).filter(MailProgress::unfinished).isPresent();
  }
}
