package io.artistos.shared.support;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.support.SupportBook.Event;
import io.artistos.shared.support.SupportBook.Step;
import io.artistos.shared.support.SupportBook.Written;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.Cause;
import io.artistos.shared.team.Team;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What the staff does about its access to customers' accounts. Thread-safe. */
public final class SupportDesk {

  private static final int MOST_OPEN = 20;
  private static final Actor SETTING = Actor.system("support-setting");

  /** Else who was ended would be let in again by the rule, with counts that begin anew. */
  private static final Duration AFTER_UNUSUAL_USE = Duration.ofDays(1);

  private final FanPages pages;
  private final Accounts accounts;
  private final SupportBook book;
  private final StaffAccesses listed;
  private final SupportWatch watch;
  private final SecureRandom random;
  private final Clock clock;

  SupportDesk(
      FanPages pages,
      Accounts accounts,
      SupportBook book,
      StaffAccesses listed,
      SupportWatch watch,
      SecureRandom random,
      Clock clock) {
    this.pages = pages;
    this.accounts = accounts;
    this.book = book;
    this.listed = listed;
    this.watch = watch;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Asks to be let into an account; its own rule says what comes of it. The same {@code
   * Idempotency-Key} again gives the same request. Two reads, a batch and a write in {@code
   * accounts}, two requests for each audit event, four in {@code directory}; the account and its
   * address 0–2. The tenant sees requests that were refused at once, too.
   *
   * @throws Forbidden {@code support-not-wanted} when the account lets nobody in, {@code
   *     unusual-use} when it is one account too many in an hour
   * @throws NotAllowedNow {@code support-open} when the person has a request or an access there
   * @throws NotFound when there is no such account
   */
  public StaffAccess request(Call call) {
    NewSupportAccess wanted = NewSupportAccess.read(call);
    TenantId tenant =
        pages
            .anyAddress(wanted.account())
            .map(PageAddress::tenantId)
            .orElseThrow(() -> new NotFound("artist account"));
    accounts.open(tenant);
    Actor staff = call.visitor().actor();
    String id = RequestIds.of(call, tenant, "support access of " + staff.id(), random);
    Written written;
    try {
      watch.requested(tenant, staff.id(), call.traceParent());
      written =
          book.change(tenant, id, call.traceParent(), team -> requested(team, id, staff, wanted));
    } catch (Forbidden e) {
      book.refused(tenant, staff, call.traceParent());
      throw e;
    }
    listed.copy(written.team(), id);
    return StaffAccess.of(id, tenant, wanted.account(), written.access()).asOf(clock.instant());
  }

  private Step requested(Team team, String id, Actor staff, NewSupportAccess wanted) {
    SupportAccess there = team.support().get(id);
    if (there != null) {
      return Step.to(there);
    }
    Instant now = clock.instant();
    checkRoom(team, staff, now);
    SupportAccess request =
        SupportAccess.requested(staff.id(), wanted.reason(), wanted.role(), wanted.minutes(), now);
    Event asked = new Event(staff, "support.requested");
    Step step =
        switch (team.security().support()) {
          case NEVER ->
              throw new Forbidden(
                  "support-not-wanted", "This account lets nobody of the staff in.");
          case ASK -> Step.to(request, asked).telling(ArtistMail.Kind.SUPPORT_REQUESTED);
          case GRANTED ->
              Step.to(request.granted(SETTING, now), asked, new Event(SETTING, "support.granted"))
                  .telling(ArtistMail.Kind.SUPPORT_GRANTED);
        };
    return step.askedWith(wanted.account());
  }

  private static void checkRoom(Team team, Actor staff, Instant now) {
    int open = 0;
    for (Map.Entry<String, SupportAccess> one : team.support().entrySet()) {
      SupportAccess.End end = one.getValue().end();
      if (end != null
          && end.cause() == SupportAccess.Cause.UNUSUAL_USE
          && one.getValue().staff().equals(staff.id())
          && end.at().plus(AFTER_UNUSUAL_USE).isAfter(now)) {
        throw new Forbidden(
            "unusual-use", "Your access there was ended for unusual use. Ask again tomorrow.");
      }
      if (one.getValue().asOf(now).open()) {
        open++;
        if (one.getValue().staff().equals(staff.id())) {
          throw new NotAllowedNow(
              "support-open", "You have a request or an access there: " + one.getKey() + ".");
        }
      }
    }
    if (open >= MOST_OPEN) {
      throw new NotAllowedNow("support-full", "Too many of the staff are at this account.");
    }
  }

  /** What the person asked for in the last eight days, the latest first; one read. */
  public Slice<StaffAccess> list(Call call) {
    return new Slice<>(listed.of(call.visitor().actor().id()), null);
  }

  /**
   * Ends an access of one's own, or takes a request back; does nothing when it is over. A read in
   * {@code directory}, a read and a batch in {@code accounts}, two requests for the audit event,
   * four for the list.
   *
   * @throws NotFound when the person has none of this id
   */
  public void end(Call call, String id) {
    Actor staff = call.visitor().actor();
    TenantId tenant =
        listed
            .find(staff.id(), id)
            .map(StaffAccess::tenantId)
            .orElseThrow(() -> new NotFound("support access"));
    Written written = book.change(tenant, id, call.traceParent(), team -> ended(team, id, staff));
    listed.copy(written.team(), id);
  }

  private Step ended(Team team, String id, Actor staff) {
    SupportAccess access =
        Optional.of(SupportBook.of(team, id))
            .filter(found -> found.staff().equals(staff.id()))
            .orElseThrow(() -> new NotFound("support access"));
    Instant now = clock.instant();
    return access.asOf(now).open()
        ? Step.to(access.over(Cause.BY_STAFF, staff, now), new Event(staff, "support.ended"))
        : Step.to(access);
  }
}
