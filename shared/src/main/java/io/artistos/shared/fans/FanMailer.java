package io.artistos.shared.fans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.mail.DueMail;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Sends the mail that a fan's item says is due, once, however often it is asked to: the item is
 * claimed by its ETag before anything is sent, and the provider gets the same key and the same mail
 * on every try. Two reads and two writes in Cosmos for a mail, those of {@link MailAllowance}, and
 * one read of the account that is cached. Thread-safe.
 */
public final class FanMailer {

  private static final Logger LOG = Logger.getLogger(FanMailer.class.getName());

  /** The link works for seven days; a mail that comes later than this would promise too much. */
  private static final Duration WORTH_SENDING = Duration.ofDays(6);

  /** How often it is looked at again while its account is deleted. */
  private static final Duration WHILE_DELETED = Duration.ofHours(1);

  private final Database database;
  private final Accounts accounts;
  private final FanMailComposer composer;
  private final MailSending sending;
  private final FanMailQueue queue;
  private final MailAllowance allowance;

  public FanMailer(
      Database database,
      Accounts accounts,
      FanMailComposer composer,
      MailSending sending,
      FanMailQueue queue,
      MailAllowance allowance) {
    this.database = database;
    this.accounts = accounts;
    this.composer = composer;
    this.sending = sending;
    this.queue = queue;
    this.allowance = allowance;
  }

  /** Does what the message asks for, if it still has to be done; see {@link MailSending}. */
  public void handle(FanMailMessage message) {
    TenantItems fans = database.tenant(message.tenant(), Containers.FANS);
    fans.read(message.fan(), Fan.class)
        .filter(read -> read.value().status() == FanStatus.PENDING)
        .ifPresent(read -> sending.send(new Due(fans, read, message)));
  }

  /**
   * For a message that failed too often. Whatever stood in its way was no answer of the provider's,
   * those are handled, so the mail stays due: the sweeper asks for it again until it is of no use.
   */
  public void giveBack(FanMailMessage message) {
    LOG.warning("fan mail failed too often, left to the sweeper; tenant=" + message.tenant());
  }

  /** The mail in one fan's item. */
  private final class Due implements DueMail {

    private final TenantItems fans;
    private final Versioned<Fan> read;
    private final FanMailMessage message;

    Due(TenantItems fans, Versioned<Fan> read, FanMailMessage message) {
      this.fans = fans;
      this.read = read;
      this.message = message;
    }

    private Fan fan() {
      return read.value();
    }

    @Override
    public MailProgress progress() {
      return fan().mail().progress();
    }

    @Override
    public Optional<String> pointless(Instant now) {
      if (fan().signup().at().plus(WORTH_SENDING).isBefore(now)) {
        return Optional.of("too-late");
      }
      return EmailAddress.parse(fan().email())
              .filter(address -> allowance.allows(address, key(), now))
              .isPresent()
          ? Optional.empty()
          : Optional.of("too-many-to-this-address");
    }

    @Override
    public boolean claim(MailProgress claimed) {
      return fans.replace(fan().id(), fan().withMail(fan().mail().with(claimed)), read.etag());
    }

    /** The claim is not ours any more when the fan left, confirmed, or it ran out. */
    @Override
    public void finish(MailProgress claimed, MailProgress outcome) {
      FanMail ours = fan().mail().with(claimed);
      fans.update(
          fan().id(),
          Fan.class,
          now -> now.mail().equals(ours) ? now.withMail(ours.with(outcome)) : now);
    }

    /** Should a deleted account be taken back, the sweeper asks for its mail. */
    @Override
    public Optional<Duration> notNow() {
      return account().deletion() == null ? Optional.empty() : Optional.of(WHILE_DELETED);
    }

    @Override
    public OutgoingMail compose() {
      return composer.confirmation(fan(), account());
    }

    private Account account() {
      return accounts
          .find(fan().tenantId())
          .orElseThrow(() -> new IllegalStateException("a fan without an account"));
    }

    @Override
    public String key() {
      // With the time of the sign-up: numbers start anew when a fan was erased and comes back.
      return "fan-%s-%s-%d-%d"
          .formatted(
              fan().tenantId(),
              fan().id(),
              fan().signup().at().getEpochSecond(),
              fan().mail().number());
    }

    @Override
    public void askAgain(Duration wait) {
      queue.send(fan().tenantId(), fan().id(), message.traceParent(), wait);
    }

    @Override
    public String toString() {
      return "fan mail; tenant=" + fan().tenantId();
    }
  }
}
