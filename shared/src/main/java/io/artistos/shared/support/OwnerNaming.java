package io.artistos.shared.support;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.audit.Traces;
import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Role;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Staff makes a member the owner of an account whose owners cannot sign in any more, as their
 * sign-ins were deleted: there is nobody left who could. Whether somebody can is asked of Clerk,
 * not of what we know of them. Thread-safe.
 */
public final class OwnerNaming {

  private static final Logger LOG = Logger.getLogger(OwnerNaming.class.getName());

  private static final int MOST_BYTES = 8_192;
  private static final int MOST_ID = 100;
  private static final int MOST_REASON = 500;

  private final FanPages pages;
  private final Accounts accounts;
  private final Teams teams;
  private final People people;
  private final Listings listings;
  private final ArtistMails mails;
  private final AuditLog log;
  private final Clock clock;

  public OwnerNaming(
      FanPages pages,
      Accounts accounts,
      Teams teams,
      People people,
      Listings listings,
      ArtistMails mails,
      AuditLog log,
      Clock clock) {
    this.pages = pages;
    this.accounts = accounts;
    this.teams = teams;
    this.people = people;
    this.listings = listings;
    this.mails = mails;
    this.log = log;
    this.clock = clock;
  }

  /** Who is to be owner, and why. */
  private record Wanted(String userId, String reason) {

    static Wanted read(Call call) {
      Fields fields = Fields.read(call, MOST_BYTES);
      Wanted read =
          new Wanted(fields.required("userId", MOST_ID), fields.required("reason", MOST_REASON));
      fields.check();
      return read;
    }
  }

  /** Who owns the account now. */
  public record Named(TenantId tenant, String userId) {}

  /**
   * Makes the member of the call's body the owner, in the place of all who were; does nothing when
   * they are. Team, mail to all members and audit event are one write, which holds only if nobody
   * changed the team meanwhile. Two reads, a batch, two requests for the event, a request to Clerk
   * for each owner and for the member, and what settling lists costs.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing
   * @throws NotAllowedNow {@code owner-there} when an owner can sign in, {@code no-sign-in} when
   *     the member cannot
   * @throws NotFound when there is no such account or member, or it cannot be had back any more
   * @throws Unavailable when Clerk does not answer; nothing was changed
   */
  public Named name(Call call, String slug) {
    Wanted wanted = Wanted.read(call);
    TenantId tenant =
        pages
            .anyAddress(slug)
            .map(PageAddress::tenantId)
            .orElseThrow(() -> new NotFound("artist account"));
    checkThere(tenant);
    Change change =
        new Change(
            tenant, wanted, call.visitor().actor(), Traces.id(call.traceParent()), clock.instant());
    teams.changeTogether(tenant, change);
    if (change.changed) {
      log.end(change.event, AuditOutcome.SUCCEEDED);
      mails.ask(change.mail, call.traceParent());
      settle(tenant);
    }
    return new Named(tenant, wanted.userId());
  }

  /** One that is deleted may still have to be taken back, by whoever is named. */
  private void checkThere(TenantId tenant) {
    Account account = accounts.findNow(tenant).orElseThrow(() -> new NotFound("artist account"));
    if (account.deletion() != null && account.deletion().isFinal(clock.instant())) {
      throw new NotFound("artist account");
    }
  }

  private void settle(TenantId tenant) {
    try {
      listings.settle(tenant);
    } catch (Unavailable e) {
      LOG.warning("people's lists are left to the sweeper; tenant=" + tenant);
    }
  }

  /** One naming. Not thread-safe. */
  private final class Change implements Teams.Together {

    private final Wanted wanted;
    private final Instant now;
    private final OwnerNamedMail.Naming naming;
    private final ArtistMail mail;
    private final AuditIntent event;
    private boolean changed;

    Change(TenantId tenant, Wanted wanted, Actor staff, @Nullable String trace, Instant now) {
      this.wanted = wanted;
      this.now = now;
      this.event = log.intent(tenant, staff, "owner.named", "members:" + wanted.userId(), trace);
      this.naming =
          OwnerNamedMail.Naming.of(tenant, wanted.userId(), staff.id(), wanted.reason(), now);
      this.mail = OwnerNamedMail.due(naming);
    }

    @Override
    public Optional<Team> apply(Team team, AtomicWrites writes) {
      changed = false;
      Member heir = team.members().get(wanted.userId());
      if (heir == null) {
        throw new NotFound("member");
      }
      List<String> owners =
          team.members().entrySet().stream()
              .filter(one -> one.getValue().role().equals(Role.OWNER.word()))
              .map(Map.Entry::getKey)
              .toList();
      List<String> living = owners.stream().filter(people::canSignIn).toList();
      if (living.contains(wanted.userId())) {
        return Optional.empty();
      }
      if (!living.isEmpty()) {
        throw new NotAllowedNow("owner-there", "An owner can sign in and name others.");
      }
      if (!people.canSignIn(wanted.userId())) {
        throw new NotAllowedNow("no-sign-in", "The sign-in of this member was deleted.");
      }
      Team after = team.with(wanted.userId(), new Member(Role.OWNER.word(), heir.since()), now);
      for (String gone : owners) {
        after = after.with(gone, (Member) null, now);
      }
      writes.create(naming).create(event).create(mail);
      changed = true;
      return Optional.of(after);
    }
  }
}
