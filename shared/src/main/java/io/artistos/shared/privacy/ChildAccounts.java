package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Account.Deletion;
import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Role;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.people.Departures;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what turned out to be a child's, at once: nobody can take it back. Every step can be
 * repeated. Thread-safe.
 */
public final class ChildAccounts {

  private static final Logger LOG = Logger.getLogger(ChildAccounts.class.getName());

  private static final int MOST_BYTES = 1_024;
  private static final int MOST_ID = 100;

  private final Database database;
  private final FanPages pages;
  private final Teams teams;
  private final AccountDeletion deletions;
  private final PurgeSweeper purges;
  private final Departures departures;
  private final AuditLog log;
  private final Clock clock;

  public ChildAccounts(
      Database database,
      FanPages pages,
      Teams teams,
      AccountDeletion deletions,
      PurgeSweeper purges,
      Departures departures,
      AuditLog log,
      Clock clock) {
    this.database = database;
    this.pages = pages;
    this.teams = teams;
    this.deletions = deletions;
    this.purges = purges;
    this.departures = departures;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Which owner is the child, from the body's {@code userId}; empty without a body.
   *
   * @throws MalformedRequest when the body cannot be read
   */
  public static Optional<String> child(Call call) {
    if (call.body().filter(body -> !body.isBlank()).isEmpty()) {
      return Optional.empty();
    }
    Fields fields = Fields.read(call, MOST_BYTES);
    Optional<String> child = fields.optional("userId", MOST_ID);
    fields.check();
    return child;
  }

  /**
   * Closes the account, deletes the child's sign-in, then begins the purge: in this order, as the
   * purge takes what says whose sign-in it is. Whose it is stands in the account from the first
   * step on, so that asking again goes on wherever it broke off, with or without naming them.
   *
   * <p>The platform's log names the account by its tenant: the account's own log goes with it.
   *
   * @param child of several owners; one owner alone need not be named
   * @param by who does it
   * @param trace the trace's id, for the log
   * @throws NotFound when there is no such account, or no more
   * @throws InvalidInput when it is not clear who the child is, or it is another one than before;
   *     nothing was changed
   * @throws Unavailable when Clerk does not answer: the account is closed, and the rest is to be
   *     asked for again
   */
  public TenantId delete(String slug, Optional<String> child, Actor by, @Nullable String trace) {
    TenantId tenant =
        pages
            .anyAddress(slug)
            .map(PageAddress::tenantId)
            .orElseThrow(() -> new NotFound("artist account"));
    Instant now = clock.instant();
    String owner = owner(tenant, child);
    AuditIntent event =
        log.begin(AuditLog.PLATFORM, by, "account.child-deleted", "accounts:" + tenant, trace);
    AuditOutcome outcome = AuditOutcome.FAILED;
    try {
      // Closed at once, but not due yet: the hourly sweeper must not take the team, which says
      // whose sign-in it is, before Clerk has deleted that.
      mark(tenant, account -> closed(account, owner, now));
      deletions.settle(tenant);
      departures.delete(owner);
      mark(tenant, account -> due(account, now));
      purges.start(tenant, now);
      outcome = AuditOutcome.SUCCEEDED;
    } finally {
      log.end(event, outcome);
    }
    LOG.info("{\"event\":\"child-account-deleted\",\"tenant\":\"" + tenant + "\"}");
    return tenant;
  }

  private void mark(TenantId tenant, UnaryOperator<Account> change) {
    boolean there =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .update(Account.ID, Account.class, change)
            .isPresent();
    if (!there) {
      throw new NotFound("artist account");
    }
  }

  private static Account closed(Account account, String owner, Instant now) {
    Deletion there = account.deletion();
    Deletion deletion = there == null ? new Deletion(now, now.plus(AccountDeletion.REGRET)) : there;
    return account.with(deletion.ofChild(owner));
  }

  /** Who it was found to be the first time; the team does not say so any more once they left it. */
  private String owner(TenantId tenant, Optional<String> child) {
    Account account =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .read(Account.ID, Account.class)
            .orElseThrow(() -> new NotFound("artist account"))
            .value();
    String known = account.deletion() == null ? null : account.deletion().child();
    if (known == null) {
      return owner(teams.find(tenant).orElseThrow(() -> new NotFound("artist account")), child);
    }
    if (!child.map(known::equals).orElse(true)) {
      throw new InvalidInput("userId", "mismatch", "Another owner is the child.");
    }
    return known;
  }

  private static String owner(Team team, Optional<String> child) {
    List<String> owners =
        team.members().entrySet().stream()
            .filter(member -> member.getValue().role().equals(Role.OWNER.word()))
            .map(java.util.Map.Entry::getKey)
            .filter(id -> child.map(id::equals).orElse(true))
            .toList();
    if (owners.size() != 1) {
      throw new InvalidInput("userId", "required", "Name the one owner who is the child.");
    }
    return owners.getFirst();
  }

  /** Closed, and due to be purged now. */
  private static Account due(Account account, Instant now) {
    return account.with(Objects.requireNonNull(account.deletion()).due(now));
  }
}
