package io.artistos.shared.notices;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.mail.DueMail;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.mail.MailSending;
import io.artistos.shared.mail.OutgoingMail;
import io.artistos.shared.queue.ArtistMailMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Sends mail to artists that is due, once, however often it is asked to; see {@link MailSending}.
 * Two reads and two writes of the mail's item and a read of the account, besides what the composer
 * reads. For a deleted account goes out what {@link ArtistMail.Kind} says, and nothing else.
 * Thread-safe.
 */
public final class ArtistMailer {

  private static final Logger LOG = Logger.getLogger(ArtistMailer.class.getName());

  private static final String SENDER_NAME = "ArtistOS";

  private final Database database;
  private final Accounts accounts;
  private final Map<ArtistMail.Kind, ArtistMailComposer> composers;
  private final String sender;
  private final MailSending sending;
  private final ArtistMails mails;

  /**
   * @param composers at most one for each kind
   * @param sender the address that mail to artists comes from
   */
  public ArtistMailer(
      Database database,
      Accounts accounts,
      List<ArtistMailComposer> composers,
      String sender,
      MailSending sending,
      ArtistMails mails) {
    this.database = database;
    this.accounts = accounts;
    this.composers =
        composers.stream()
            .collect(Collectors.toUnmodifiableMap(ArtistMailComposer::kind, Function.identity()));
    this.sender = sender;
    this.sending = sending;
    this.mails = mails;
  }

  /** Does what the message asks for, if it still has to be done. */
  public void handle(ArtistMailMessage message) {
    TenantItems items = database.tenant(message.tenant(), Containers.ACCOUNTS);
    items
        .read(message.mail(), ArtistMail.class)
        .ifPresent(read -> sending.send(new Due(items, read, message)));
  }

  /** For a message that failed too often: the mail stays due, and the sweeper asks for it again. */
  public void giveBack(ArtistMailMessage message) {
    LOG.warning("artist mail failed too often, left to the sweeper; tenant=" + message.tenant());
  }

  /** The mail in one item. */
  private final class Due implements DueMail {

    private final TenantItems items;
    private final Versioned<ArtistMail> read;
    private final ArtistMailMessage message;

    Due(TenantItems items, Versioned<ArtistMail> read, ArtistMailMessage message) {
      this.items = items;
      this.read = read;
      this.message = message;
    }

    private ArtistMail item() {
      return read.value();
    }

    @Override
    public MailProgress progress() {
      return item().mail();
    }

    @Override
    public Optional<String> pointless(Instant now) {
      return item().createdAt().plus(item().kind().worthSending()).isBefore(now)
          ? Optional.of("too-late")
          : Optional.empty();
    }

    @Override
    public boolean claim(MailProgress claimed) {
      return items.replace(item().id(), item().with(claimed), read.etag());
    }

    @Override
    public void finish(MailProgress claimed, MailProgress outcome) {
      items.update(
          item().id(),
          ArtistMail.class,
          now -> now.mail().equals(claimed) ? now.with(outcome) : now);
    }

    @Override
    public OutgoingMail compose() {
      Account account = account();
      ArtistMailComposer composer = composers.get(item().kind());
      if (composer == null) {
        throw new IllegalStateException("nobody writes mail of kind " + item().kind());
      }
      ArtistMailComposer.Letter letter =
          composer.compose(item(), account).orElseThrow(() -> new MailRefused("nothing-to-say"));
      return new OutgoingMail(
          OutgoingMail.sender(SENDER_NAME, sender),
          Objects.requireNonNullElse(letter.to(), account.email()),
          letter.subject(),
          letter.html(),
          letter.text(),
          Map.of(),
          Map.of("kind", item().kind().word(), "tenant", item().tenantId().value()));
    }

    /** Read anew each time: nothing may be sent from the moment that an account is deleted. */
    private Account account() {
      if (item().kind().toDeletedAccounts()) {
        return accounts
            .findNow(item().tenantId())
            .orElseThrow(() -> new MailRefused("account-deleted"));
      }
      try {
        return accounts.openNow(item().tenantId());
      } catch (Gone | NotFound e) {
        throw new MailRefused("account-deleted");
      }
    }

    @Override
    public String key() {
      return "artist-%s-%s-%d"
          .formatted(item().tenantId(), item().id(), item().createdAt().getEpochSecond());
    }

    @Override
    public void askAgain(Duration wait) {
      mails.ask(item().tenantId(), item().id(), message.traceParent(), wait);
    }

    @Override
    public String toString() {
      return "artist mail; tenant=" + item().tenantId() + " id=" + item().id();
    }
  }
}
