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
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.queue.FanMailMessage;
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

  /** Visibility delays are whole seconds, and clocks differ. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** The link works for seven days; a mail that comes later than this would promise too much. */
  private static final Duration WORTH_SENDING = Duration.ofDays(6);

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
    Optional<String> hopeless = hopeless(fan, now);
    if (hopeless.isPresent()) {
      fans.replace(
          fan.id(), fan.withMail(fan.mail().parked(now, hopeless.get())), read.get().etag());
      return;
    }
    Fan claimed = fan.withMail(fan.mail().claimed(now));
    if (fans.replace(fan.id(), claimed, read.get().etag())) {
      send(fans, claimed, fan.mail().triedAt() != null, message);
    }
  }

  /**
   * For a message that failed too often. Whatever stood in its way was no answer of the provider's,
   * those are handled, so the mail stays due: the sweeper asks for it again until it is {@link
   * #hopeless}.
   */
  public void giveBack(FanMailMessage message) {
    LOG.warning("fan mail failed too often, left to the sweeper; tenant=" + message.tenant());
  }

  private boolean isToBeSent(Fan fan) {
    Instant now = clock.instant();
    boolean tooEarly =
        fan.mail().state() == FanMail.State.DUE && now.isBefore(fan.mail().dueAt().minus(SLACK));
    boolean claimedByOther =
        fan.mail().state() == FanMail.State.SENDING && now.isBefore(fan.mail().dueAt().plus(CLAIM));
    return fan.status() == FanStatus.PENDING && fan.mail().isOpen() && !tooEarly && !claimedByOther;
  }

  /**
   * Why there is no use in trying any more: a second mail is possible, or its link would be dead.
   */
  private static Optional<String> hopeless(Fan fan, Instant now) {
    Instant triedAt = fan.mail().triedAt();
    if (triedAt != null && triedAt.plus(KEY_LIFE).isBefore(now)) {
      return Optional.of("outcome-unknown");
    }
    return fan.signup().at().plus(WORTH_SENDING).isBefore(now)
        ? Optional.of("too-late")
        : Optional.empty();
  }

  /**
   * @param triedBefore whether an earlier try may have been accepted
   */
  private void send(TenantItems fans, Fan fan, boolean triedBefore, FanMailMessage message) {
    boolean mayBeAccepted = triedBefore;
    try {
      Account account =
          accounts
              .find(fan.tenantId())
              .orElseThrow(() -> new IllegalStateException("a fan without an account"));
      OutgoingMail mail = composer.confirmation(fan, account);
      mayBeAccepted = true;
      provider.send(mail, key(fan));
      finish(fans, fan, fan.mail().sent(clock.instant()));
    } catch (MailRefused e) {
      LOG.log(Level.WARNING, "fan mail parked; tenant=" + fan.tenantId(), e);
      finish(fans, fan, fan.mail().parked(clock.instant(), e.code()));
    } catch (MailDeferred e) {
      again(fans, fan, message, e, e.retryAfter(), triedBefore);
    } catch (Unavailable e) {
      again(fans, fan, message, e, e.retryAfter(), mayBeAccepted);
    } catch (RuntimeException e) {
      // The host tries again; the claim must not be in its way.
      finish(fans, fan, fan.mail().due(clock.instant(), mayBeAccepted));
      throw e;
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
   * Records the outcome, unless the claim is not ours any more: the fan left, confirmed, or it ran
   * out.
   */
  private static void finish(TenantItems fans, Fan sent, FanMail outcome) {
    fans.update(
        sent.id(), Fan.class, fan -> fan.mail().equals(sent.mail()) ? fan.withMail(outcome) : fan);
  }

  private static String key(Fan fan) {
    // With the time of the sign-up: numbers start anew when a fan was erased and comes back.
    return "fan-%s-%s-%d-%d"
        .formatted(
            fan.tenantId(), fan.id(), fan.signup().at().getEpochSecond(), fan.mail().number());
  }
}
