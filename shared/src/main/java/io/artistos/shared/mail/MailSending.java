package io.artistos.shared.mail;

import io.artistos.shared.errors.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;

/**
 * Sends a mail whose state is kept in an item, once, however often it is asked to: the item is
 * claimed by its ETag before anything is sent, and the provider gets the same key and the same mail
 * on every try. Thread-safe.
 */
public final class MailSending {

  private static final Logger LOG = Logger.getLogger(MailSending.class.getName());

  private final MailProvider provider;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param random spreads tries after the provider asked to slow down
   */
  public MailSending(MailProvider provider, Clock clock, RandomGenerator random) {
    this.provider = provider;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Does what is still to be done. When the provider wants us to wait, the item says until when and
   * the message goes out again with that delay. Two writes in all when it is sent.
   */
  public void send(DueMail mail) {
    MailProgress read = mail.progress();
    Instant now = clock.instant();
    if (!read.mayBeTaken(now)) {
      return;
    }
    Optional<String> hopeless =
        read.isPastTheProvidersMemory(now) ? Optional.of("outcome-unknown") : mail.pointless(now);
    if (hopeless.isPresent()) {
      mail.claim(read.parked(now, hopeless.get()));
      return;
    }
    Optional<Duration> later = mail.notNow();
    if (later.isPresent()) {
      mail.claim(read.due(now.plus(later.get()), read.triedAt() != null));
      return;
    }
    MailProgress claimed = read.claimed(now);
    if (mail.claim(claimed)) {
      send(mail, claimed, read.triedAt() != null);
    }
  }

  /**
   * @param triedBefore whether an earlier try may have been accepted
   */
  private void send(DueMail mail, MailProgress claimed, boolean triedBefore) {
    boolean mayBeAccepted = triedBefore;
    try {
      OutgoingMail written = mail.compose();
      mayBeAccepted = true;
      provider.send(written, mail.key());
      mail.finish(claimed, claimed.sent(clock.instant()));
    } catch (MailRefused e) {
      LOG.log(Level.WARNING, mail + " parked", e);
      mail.finish(claimed, claimed.parked(clock.instant(), e.code()));
    } catch (MailDeferred e) {
      again(mail, claimed, e, e.retryAfter(), triedBefore);
    } catch (Unavailable e) {
      again(mail, claimed, e, e.retryAfter(), mayBeAccepted);
    } catch (RuntimeException e) {
      // The host tries again; the claim must not be in its way.
      mail.finish(claimed, claimed.due(clock.instant(), mayBeAccepted));
      throw e;
    }
  }

  private void again(
      DueMail mail,
      MailProgress claimed,
      RuntimeException why,
      Duration asked,
      boolean mayBeAccepted) {
    LOG.log(Level.WARNING, mail + " put off", why);
    // Between once and three times what was asked for, so that a crowd does not come back as one.
    Duration wait = asked.plusMillis(random.nextLong(2 * asked.toMillis() + 1));
    mail.finish(claimed, claimed.due(clock.instant().plus(wait), mayBeAccepted));
    mail.askAgain(wait);
  }
}
