package io.artistos.shared.support;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.support.SupportBook.Event;
import io.artistos.shared.support.SupportBook.Step;
import io.artistos.shared.support.SupportBook.Written;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Security;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.Cause;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;

/**
 * What an artist account does about the staff's access to it. A change is a read and a batch in
 * {@code accounts}, two requests for the audit event and two each in {@code directory} and {@code
 * accounts} for the copy in the list of whoever asked. What somebody may do is looked up again in
 * the team that is changed: they may have lost it meanwhile. Thread-safe.
 */
public final class TenantSupport {

  private final Teams teams;
  private final SupportBook book;
  private final StaffAccesses listed;
  private final Clock clock;

  TenantSupport(Teams teams, SupportBook book, StaffAccesses listed, Clock clock) {
    this.teams = teams;
    this.book = book;
    this.listed = listed;
    this.clock = clock;
  }

  /** All that wait or work and those that ended within 30 days, the latest first; one read. */
  public Slice<SupportView> list(TenantId tenant) {
    Instant now = clock.instant();
    Team team = teams.find(tenant).orElseThrow(() -> new NotFound("artist account"));
    return new Slice<>(
        team.support().entrySet().stream()
            .map(entry -> SupportView.of(entry.getKey(), entry.getValue(), now))
            .sorted(Comparator.comparing(SupportView::requestedAt).reversed())
            .toList(),
        null);
  }

  /**
   * Lets somebody in who asked; does nothing when they are in.
   *
   * @throws NotAllowedNow {@code support-over} when the request is answered or lapsed, {@code
   *     support-not-wanted} when the account lets nobody in
   * @throws NotFound when there is no such request
   */
  public SupportView grant(Call call, String id) {
    return change(call, id, this::granted);
  }

  private Step granted(Team team, String id, Actor by) {
    Instant now = clock.instant();
    SupportAccess access = SupportBook.of(team, id);
    return switch (access.asOf(now).state()) {
      case GRANTED -> Step.to(access);
      case REFUSED, ENDED -> throw over();
      case REQUESTED -> {
        if (team.security().support() == Security.Support.NEVER) {
          throw new NotAllowedNow(
              "support-not-wanted", "The account's rules let nobody of the staff in.");
        }
        yield Step.to(access.granted(by, now), new Event(by, "support.granted"))
            .telling(ArtistMail.Kind.SUPPORT_GRANTED);
      }
    };
  }

  /**
   * Refuses a request; does nothing when it is refused.
   *
   * @throws NotAllowedNow {@code support-over} when it is granted or over
   * @throws NotFound when there is no such request
   */
  public SupportView refuse(Call call, String id) {
    return change(call, id, this::refused);
  }

  private Step refused(Team team, String id, Actor by) {
    Instant now = clock.instant();
    SupportAccess access = SupportBook.of(team, id);
    return switch (access.asOf(now).state()) {
      case REFUSED -> Step.to(access);
      case GRANTED, ENDED -> throw over();
      case REQUESTED ->
          Step.to(access.over(Cause.REFUSED, by, now), new Event(by, "support.refused"));
    };
  }

  /**
   * Ends an access, or a request before it is answered; does nothing when it is over. The next call
   * of whoever had it is refused.
   *
   * @throws NotFound when there is no such access
   */
  public void end(Call call, String id) {
    change(call, id, this::ended);
  }

  private Step ended(Team team, String id, Actor by) {
    Instant now = clock.instant();
    SupportAccess access = SupportBook.of(team, id);
    return access.asOf(now).open()
        ? Step.to(access.over(Cause.BY_TENANT, by, now), new Event(by, "support.ended"))
        : Step.to(access);
  }

  /** From the team, the access and whoever changes it. */
  @FunctionalInterface
  private interface Change {
    Step of(Team team, String id, Actor by);
  }

  private SupportView change(Call call, String id, Change change) {
    Actor by = call.visitor().actor();
    TenantId tenant = call.tenant();
    Written written =
        book.change(
            tenant,
            id,
            call.traceParent(),
            team -> {
              checkMay(team, by);
              return change.of(team, id, by);
            });
    listed.copy(written.team(), id);
    return SupportView.of(id, written.access(), clock.instant());
  }

  private static void checkMay(Team team, Actor by) {
    Member member = team.members().get(by.id());
    if (member == null || !team.permissionsOf(member.role()).contains(Permission.SECURITY_MANAGE)) {
      throw new Forbidden(
          "permission-missing",
          "This needs the permission " + Permission.SECURITY_MANAGE.word() + ".");
    }
  }

  private static NotAllowedNow over() {
    return new NotAllowedNow("support-over", "This request was answered, or is over.");
  }
}
