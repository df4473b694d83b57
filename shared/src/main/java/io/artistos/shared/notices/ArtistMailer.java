package io.artistos.shared.notices;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.AtomicWrites;
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
import org.jspecify.annotations.Nullable;

/**
 * Sends mail to artists that is due, once, however often it is asked to; see {@link MailSending}.
 * Two reads and two writes of the mail's item, a read of the account, of the team and of the person
 * it goes to, besides what the composer reads; a message for each further reader. For a deleted
 * account goes out what {@link ArtistMail.Kind} says, and nothing else. Thread-safe.
 */
public final class ArtistMailer {

  private static final Logger LOG = Logger.getLogger(ArtistMailer.class.getName());

  private static final String SENDER_NAME = "ArtistOS";

  private final Database database;
  private final Accounts accounts;
  private final MailReaders readers;
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
      MailReaders readers,
      List<ArtistMailComposer> composers,
      String sender,
      MailSending sending,
      ArtistMails mails) {
    this.database = database;
    this.accounts = accounts;
    this.readers = readers;
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

  /** The mail in one item. Not thread-safe. */
  private final class Due implements DueMail {

    private final TenantItems items;
    private final String etag;
    private final ArtistMailMessage message;

    /** As it was read or, once it is claimed, with its reader. */
    private ArtistMail item;

    /** Whom an occasion that nobody looked at yet goes to; null for all other mail. */
    private @Nullable List<String> found;

    Due(TenantItems items, Versioned<ArtistMail> read, ArtistMailMessage message) {
      this.items = items;
      this.etag = read.etag();
      this.message = message;
      this.item = read.value();
    }

    @Override
    public MailProgress progress() {
      return item.mail();
    }

    @Override
    public Optional<String> pointless(Instant now) {
      if (item.createdAt().plus(item.kind().worthSending()).isBefore(now)) {
        return Optional.of("too-late");
      }
      if (item.isOfNobody()) {
        found = readers.of(item);
      }
      return found != null && found.isEmpty() ? Optional.of("no-reader") : Optional.empty();
    }

    /** All readers have their mail from the same write, or none has. */
    @Override
    public boolean claim(MailProgress claimed) {
      if (found == null || found.isEmpty()) {
        return items.replace(item.id(), item.with(claimed), etag);
      }
      ArtistMail mine = item.to(found.getFirst());
      List<ArtistMail> others =
          found.stream().skip(1).map(one -> item.alsoTo(one, claimed.dueAt())).toList();
      if (!write(mine.with(claimed), others)) {
        return false;
      }
      item = mine;
      others.forEach(one -> mails.ask(one, message.traceParent()));
      return true;
    }

    /** Cosmos DB takes 100 writes together: as many as a team has members. */
    private boolean write(ArtistMail mine, List<ArtistMail> others) {
      if (others.isEmpty()) {
        return items.replace(mine.id(), mine, etag);
      }
      AtomicWrites writes = items.together().replace(mine.id(), mine, etag);
      others.forEach(writes::create);
      return writes.commit();
    }

    @Override
    public void finish(MailProgress claimed, MailProgress outcome) {
      items.update(
          item.id(), ArtistMail.class, now -> now.mail().equals(claimed) ? now.with(outcome) : now);
    }

    @Override
    public OutgoingMail compose() {
      Account account = account();
      ArtistMailComposer composer = composers.get(item.kind());
      if (composer == null) {
        throw new IllegalStateException("nobody writes mail of kind " + item.kind());
      }
      ArtistMailComposer.Letter letter =
          composer.compose(item, account).orElseThrow(() -> new MailRefused("nothing-to-say"));
      return new OutgoingMail(
          OutgoingMail.sender(SENDER_NAME, sender),
          Optional.ofNullable(letter.to()).orElseGet(this::address),
          letter.subject(),
          letter.html(),
          letter.text(),
          Map.of(),
          Map.of("kind", item.kind().word(), "tenant", item.tenantId().value()));
    }

    /** Asked for each time that it is sent, as people leave and change it. */
    private String address() {
      String reader = Objects.requireNonNull(item.reader());
      if (found == null && !readers.isOne(item)) {
        throw new MailRefused("no-reader");
      }
      return readers.addressOf(reader).orElseThrow(() -> new MailRefused("no-address"));
    }

    /** Read anew each time: nothing may be sent from the moment that an account is deleted. */
    private Account account() {
      if (item.kind().toDeletedAccounts()) {
        return accounts
            .findNow(item.tenantId())
            .orElseThrow(() -> new MailRefused("account-deleted"));
      }
      try {
        return accounts.openNow(item.tenantId());
      } catch (Gone | NotFound e) {
        throw new MailRefused("account-deleted");
      }
    }

    @Override
    public String key() {
      return "artist-%s-%s-%d"
          .formatted(item.tenantId(), item.id(), item.createdAt().getEpochSecond());
    }

    @Override
    public void askAgain(Duration wait) {
      mails.ask(item.tenantId(), item.id(), message.traceParent(), wait);
    }

    @Override
    public String toString() {
      return "artist mail; tenant=" + item.tenantId() + " id=" + item.id();
    }
  }
}
