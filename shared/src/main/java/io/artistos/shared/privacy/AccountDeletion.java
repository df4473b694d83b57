package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Account.Deletion;
import io.artistos.shared.artists.AccountView;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an artist account and takes that back. The account itself says that it is deleted, which
 * alone stops the API and everything in the background; the addresses of its pages follow it
 * ({@link #settle}), at once or, when that broke off, with the next repetition or the next run of
 * the sweeper. Thread-safe.
 */
public final class AccountDeletion {

  /** How long a deletion can be taken back. */
  public static final Duration REGRET = Duration.ofDays(14);

  private static final int MOST_BYTES = 1_024;
  private static final int MOST_SLUG = 80;

  /** Somebody who deletes and restores at once is about to stop. */
  private static final int TRIES = 5;

  private final Database database;
  private final Accounts accounts;
  private final FanPages pages;
  private final ArtistMails mails;
  private final Clock clock;

  public AccountDeletion(
      Database database, Accounts accounts, FanPages pages, ArtistMails mails, Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.pages = pages;
    this.mails = mails;
    this.clock = clock;
  }

  /** The slug that somebody typed to show that they mean it, from the body's {@code slug}. */
  public static String typedSlug(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String slug = fields.required("slug", MOST_SLUG);
    fields.check();
    return slug;
  }

  /**
   * The account, deleted or not; one read.
   *
   * @throws NotFound when there is none
   */
  public Versioned<AccountView> look(TenantId tenant) {
    Versioned<Account> account = version(tenant);
    return new Versioned<>(AccountView.of(account.value()), account.etag());
  }

  /**
   * Deletes the account, and writes the mail that says so down with it, unless it is deleted
   * already: then the time stays as it was, and what broke off the first time is done. Three
   * queries, three reads, and two writes and a message the first time.
   *
   * @param typedSlug must be the slug of one of the account's pages, letter by letter
   * @throws InvalidInput when it is not; nothing was changed
   */
  public AccountView delete(TenantId tenant, String typedSlug) {
    if (pages.of(tenant).stream().noneMatch(page -> page.slug().value().equals(typedSlug))) {
      throw new InvalidInput("slug", "mismatch", "Type the account's slug as it is written.");
    }
    Account deleted = deleted(tenant);
    settle(tenant);
    return AccountView.of(deleted);
  }

  private Account deleted(TenantId tenant) {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Account> read = version(tenant);
      if (read.value().deletion() != null) {
        return read.value();
      }
      Instant now = clock.instant();
      Deletion deletion = new Deletion(now, now.plus(REGRET));
      Account account = read.value().with(deletion);
      ArtistMail mail = AccountDeletedMail.due(tenant, deletion);
      boolean ours =
          database
              .tenant(tenant, Containers.ACCOUNTS)
              .together()
              .replace(Account.ID, account, read.etag())
              .create(mail)
              .commit();
      if (ours) {
        mails.ask(mail, null);
        return account;
      }
    }
    throw contended();
  }

  /**
   * Takes the deletion back: everything is as it was. An account that is not deleted stays as it
   * is. A query, three reads, and two writes the first time.
   *
   * @throws Gone when its time is over, or the account is a child's
   */
  public AccountView restore(TenantId tenant) {
    Instant now = clock.instant();
    return change(
        tenant,
        account -> {
          Deletion deletion = account.deletion();
          if (deletion == null) {
            return account;
          }
          if (deletion.isFinal(now)) {
            throw new Gone("artist account");
          }
          return account.with(null);
        });
  }

  private AccountView change(TenantId tenant, UnaryOperator<Account> change) {
    Account account =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .update(Account.ID, Account.class, change)
            .orElseThrow(() -> new NotFound("artist account"));
    settle(tenant);
    return AccountView.of(account);
  }

  /**
   * Closes or opens the account's pages, as the account says, under all slugs that they ever had. A
   * query, two reads of the account, a read of each address and a write of each that was wrong.
   *
   * @throws NotFound when there is no such account
   */
  void settle(TenantId tenant) {
    List<PageAddress> all = pages.addressesOf(tenant);
    for (int i = 0; i < TRIES; i++) {
      Instant closedAt = closedAt(tenant);
      for (PageAddress one : all) {
        database
            .directory()
            .update(
                one.id(),
                PageAddress.class,
                address -> address.tenantId().equals(tenant) ? address.closed(closedAt) : address);
        pages.forget(one.slug());
      }
      accounts.forget(tenant);
      // Somebody may have changed the account meanwhile, and been quicker with the addresses.
      if (Objects.equals(closedAt, closedAt(tenant))) {
        return;
      }
    }
    throw contended();
  }

  private static Unavailable contended() {
    return new Unavailable("an account that many change at once", Duration.ofSeconds(1), null);
  }

  private @Nullable Instant closedAt(TenantId tenant) {
    Deletion deletion = read(tenant).deletion();
    return deletion == null ? null : deletion.requestedAt();
  }

  private Account read(TenantId tenant) {
    return version(tenant).value();
  }

  private Versioned<Account> version(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .read(Account.ID, Account.class)
        .orElseThrow(() -> new NotFound("artist account"));
  }
}
