package io.artistos.shared.members;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Slice;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.TeamChanges;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inviting people to the team, by mail, and taking that back. Thread-safe. */
public final class Invitations {

  private static final int MOST_OPEN = 50;
  private static final int MOST_A_DAY = 100;

  private final Teams teams;
  private final InvitationStore store;
  private final ArtistMails mails;
  private final Clock clock;

  public Invitations(Teams teams, InvitationStore store, ArtistMails mails, Clock clock) {
    this.teams = teams;
    this.store = store;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * Invites somebody: the invitation and its mail are one write, which holds only if the team is
   * still as it was read, so that neither a role that is deleted at the same moment nor one
   * invitation too many slips through. Two reads, a query, a batch and a message; two reads and a
   * message when there is one of this id.
   *
   * @param id the same for the same request
   * @throws Forbidden when {@code by} may not, or lacks a permission of the role
   * @throws InvalidInput when there is no such role
   * @throws NotAllowedNow {@code already-invited} when the address has an open one, {@code
   *     too-many-invitations} when there are 50
   */
  public InvitationView invite(
      TenantId tenant, Insider by, String id, NewInvitation wanted, @Nullable String traceParent) {
    Instant now = clock.instant();
    Invitation made = store.make(tenant, id, wanted.email(), wanted.role(), by.userId(), now);
    teams.changeTogether(
        tenant,
        (team, writes) -> {
          if (store.find(tenant, id).isPresent()) {
            return Optional.empty();
          }
          TeamChanges.checkInvitation(team, by.userId(), wanted.role());
          checkRoom(store.open(tenant), made);
          checkDay(tenant, made);
          writes.create(made).create(InvitationMail.due(made));
          return Optional.of(team);
        });
    Invitation stored = store.find(tenant, id).orElseThrow(Invitations::none).value();
    ArtistMail mail = InvitationMail.due(stored);
    mails.ask(mail, traceParent);
    return view(stored);
  }

  private static void checkRoom(List<Invitation> open, Invitation another) {
    if (open.stream().anyMatch(one -> one.addressHash().equals(another.addressHash()))) {
      throw new NotAllowedNow(
          "already-invited", "This address has an open invitation. Take that one back first.");
    }
    if (open.size() >= MOST_OPEN) {
      throw new NotAllowedNow(
          "too-many-invitations", "At most " + MOST_OPEN + " invitations are open at a time.");
    }
  }

  /** Each is a mail to an address that anybody may have typed. */
  private void checkDay(TenantId tenant, Invitation another) {
    if (store.madeSince(tenant, another.createdAt().minus(Duration.ofDays(1))) >= MOST_A_DAY) {
      throw new NotAllowedNow(
          "too-many-invitations", "At most " + MOST_A_DAY + " invitations are made in a day.");
    }
  }

  /** Those that can be accepted, the newest first. A query; the tenant's key 0–1 read. */
  public Slice<InvitationView> list(TenantId tenant) {
    return new Slice<>(store.open(tenant).stream().map(this::view).toList(), null);
  }

  /**
   * Takes one back; its link says so from then on. A read and a write, one read when it was taken
   * back before.
   *
   * @throws NotFound when there is none
   * @throws NotAllowedNow {@code invitation-accepted}
   */
  public void revoke(TenantId tenant, String id) {
    if (store.find(tenant, id).isEmpty()) {
      throw none();
    }
    store
        .items(tenant)
        .update(
            id,
            Invitation.class,
            invitation ->
                switch (invitation.status()) {
                  case OPEN -> invitation.revoked();
                  case REVOKED -> invitation;
                  case ACCEPTED -> throw accepted();
                });
  }

  static NotAllowedNow accepted() {
    return new NotAllowedNow("invitation-accepted", "This invitation was accepted.");
  }

  private InvitationView view(Invitation invitation) {
    return new InvitationView(
        invitation.id(),
        store.address(invitation).orElse(""),
        invitation.role(),
        invitation.invitedBy(),
        invitation.createdAt(),
        invitation.expiresAt());
  }

  private static NotFound none() {
    return new NotFound("invitation");
  }
}
