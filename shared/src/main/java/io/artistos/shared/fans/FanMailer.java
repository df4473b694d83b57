package io.artistos.shared.fans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.mail.MailDeferred;
import io.artistos.shared.mail.MailProvider;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Sends the mail that a fan's item says is due, once, however often it is asked to: the item is
 * claimed by its ETag before anything is sent, and the provider gets the same key and the same mail
 * on every try. Two reads and two writes in Cosmos for a mail, and one read of the account that is
 * cached. Thread-safe.
 */
public final class FanMailer {

  private static final Logger LOG = Logger.getLogger(FanMailer.class.getName());

  /**
   * How long a claim keeps other handlers away; far longer than the provider may take to answer.
   */
  static final Duration CLAIM = Duration.ofMinutes(1);

  /** Resend remembers a key for 24 hours; past that a second try could be a second mail. */
  private static final Duration KEY_LIFE = Duration.ofHours(23);

  private final Database database;
  private final Accounts accounts;
  private final FanMailComposer composer;
  private final MailProvider provider;
  private final FanMailQueue queue;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param random spreads tries after the provider asked to slow down
   */
  public FanMailer(
      Database database,
      Accounts accounts,
      FanMailComposer composer,
      MailProvider provider,
      FanMailQueue queue,
      Clock clock,
      RandomGenerator random) {
    this.database = database;
    this.accounts = accounts;
    this.composer = composer;
    this.provider = provider;
    this.queue = queue;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Does what the message asks for, if it still has to be done. When the provider wants us to wait,
   * the item says until when and the message goes out again with that delay.
   */
  public void handle(FanMailMessage message) {
    TenantItems fans = database.tenant(message.tenant(), Containers.FANS);
    Optional<Versioned<Fan>> read = fans.read(message.fan(), Fan.class);
    if (read.isEmpty() || !isToBeSent(read.get().value())) {
      return;
    }
    Fan fan = read.get().value();
    Instant now = clock.instant();
    Instant triedAt = fan.mail().triedAt();
    if (triedAt != null && triedAt.plus(KEY_LIFE).isBefore(now)) {
      park(message.tenant(), message.fan(), "outcome-unknown");
      return;
    }
    Fan claimed = fan.withMail(fan.mail().claimed(now));
    if (fans.replace(fan.id(), claimed, read.get().etag())) {
      send(fans, claimed, message);
    }
  }

  /** Gives the mail of a message up that failed too often; it stays visible as parked. */
  public void park(FanMailMessage message) {
    park(message.tenant(), message.fan(), "failed-too-often");
  }

  private boolean isToBeSent(Fan fan) {
    boolean claimedByOther =
        fan.mail().state() == FanMail.State.SENDING
            && clock.instant().isBefore(fan.mail().dueAt().plus(CLAIM));
    return fan.status() == FanStatus.PENDING && fan.mail().isOpen() && !claimedByOther;
  }

  private void send(TenantItems fans, Fan fan, FanMailMessage message) {
    Account account =
        accounts
            .find(fan.tenantId())
            .orElseThrow(() -> new IllegalStateException("a fan without an account"));
    try {
      provider.send(composer.confirmation(fan, account), key(fan));
      finish(fans, fan, fan.mail().sent(clock.instant()));
    } catch (MailRefused e) {
      LOG.log(Level.WARNING, "fan mail parked; tenant=" + fan.tenantId(), e);
      finish(fans, fan, fan.mail().parked(clock.instant(), e.code()));
    } catch (MailDeferred e) {
      again(fans, fan, message, e, e.retryAfter(), false);
    } catch (Unavailable e) {
      again(fans, fan, message, e, e.retryAfter(), true);
    }
  }

  private void again(
      TenantItems fans,
      Fan fan,
      FanMailMessage message,
      RuntimeException why,
      Duration asked,
      boolean mayBeAccepted) {
    LOG.log(Level.WARNING, "fan mail put off; tenant=" + fan.tenantId(), why);
    // Between once and three times what was asked for, so that a crowd does not come back as one.
    Duration wait = asked.plusMillis(random.nextLong(2 * asked.toMillis() + 1));
    finish(fans, fan, fan.mail().due(clock.instant().plus(wait), mayBeAccepted));
    queue.send(fan.tenantId(), fan.id(), message.traceParent(), wait);
  }

  /**
   * Records the outcome unless the fan left or confirmed in between, which settles the mail too.
   */
  private static void finish(TenantItems fans, Fan sent, FanMail outcome) {
    fans.update(
        sent.id(),
        Fan.class,
        fan ->
            fan.mail().number() == sent.mail().number()
                    && fan.mail().state() == FanMail.State.SENDING
                ? fan.withMail(outcome)
                : fan);
  }

  private void park(TenantId tenant, String fanId, String reason) {
    Instant now = clock.instant();
    database
        .tenant(tenant, Containers.FANS)
        .update(
            fanId,
            Fan.class,
            fan -> fan.mail().isOpen() ? fan.withMail(fan.mail().parked(now, reason)) : fan);
  }

  private static String key(Fan fan) {
    return "fan-" + fan.tenantId() + "-" + fan.id() + "-" + fan.mail().number();
  }
}
