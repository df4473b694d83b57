package io.artistos.shared.support;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.support.SupportBook.Event;
import io.artistos.shared.support.SupportBook.Step;
import io.artistos.shared.support.SupportBook.Written;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.Cause;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every call that the staff makes in a customer's account, and ends the access under which
 * it is made when it is not like them ({@link UnusualUse}): at once, with an event in the tenant's
 * and the platform's log, mail to the artist and a line in our log that an alert is made from.
 * Costs what {@link StaffProfiles} says. Thread-safe.
 */
public final class SupportWatch {

  private static final Logger LOG = Logger.getLogger(SupportWatch.class.getName());

  private static final Actor WATCH = Actor.system("support-watch");

  private final StaffProfiles profiles;
  private final SupportBook book;
  private final StaffAccesses listed;
  private final Clock clock;

  SupportWatch(StaffProfiles profiles, SupportBook book, StaffAccesses listed, Clock clock) {
    this.profiles = profiles;
    this.book = book;
    this.listed = listed;
    this.clock = clock;
  }

  /**
   * A call that is about to be let in.
   *
   * @param access the id of the access that lets it in
   * @param staff user id
   * @throws Forbidden {@code support-ended} when it is unusual; the access is over
   * @throws Unavailable when it cannot be looked at; it must not be let in then
   */
  public void used(TenantId tenant, String access, String staff, @Nullable String traceParent) {
    check(profiles.used(staff, tenant, access), tenant, access, staff, traceParent);
  }

  /**
   * An answer that is about to go out. No request, unless it is unusual.
   *
   * @param things how many it hands out
   * @throws Forbidden {@code support-ended} when they are too many; the access is over
   */
  public void read(
      TenantId tenant, String access, String staff, int things, @Nullable String traceParent) {
    check(profiles.read(staff, access, things), tenant, access, staff, traceParent);
  }

  private void check(
      StaffProfile profile,
      TenantId tenant,
      String access,
      String staff,
      @Nullable String traceParent) {
    Optional<UnusualUse> unusual = profile.unusual(access, clock.instant());
    if (unusual.isPresent()) {
      end(tenant, access, staff, unusual.get(), traceParent);
      throw new Forbidden("support-ended", "This access was ended: its use was unusual.");
    }
  }

  /**
   * A request for an account.
   *
   * @throws Forbidden {@code unusual-use} when it is one account too many within an hour
   */
  void requested(TenantId tenant, String staff, @Nullable String traceParent) {
    Instant now = clock.instant();
    if (profiles.requested(staff, tenant).tooManyAccounts(now)) {
      // Once for an hour: every further request of that hour is the same thing.
      String id = staff + "-" + now.getEpochSecond() / 3_600;
      book.alerted(id, WATCH, staff, traceParent);
      alert("request refused", tenant, "none", staff, UnusualUse.MANY_ACCOUNTS);
      throw new Forbidden("unusual-use", "Too many artist accounts within an hour.");
    }
  }

  /** The platform's event first: killed after it, the next call comes here again. */
  private void end(
      TenantId tenant,
      String access,
      String staff,
      UnusualUse unusual,
      @Nullable String traceParent) {
    book.alerted(access, WATCH, staff, traceParent);
    Written written =
        book.change(
            tenant,
            access,
            traceParent,
            team -> ended(SupportBook.of(team, access), clock.instant()));
    if (written.changed()) {
      alert("access ended", tenant, access, staff, unusual);
      listed.copy(written.team(), access);
    }
  }

  private static Step ended(SupportAccess access, Instant now) {
    return access.asOf(now).open()
        ? Step.to(
                access.over(Cause.UNUSUAL_USE, WATCH, now),
                new Event(WATCH, "support.ended"),
                new Event(WATCH, SupportBook.ALERTED))
            .telling(ArtistMail.Kind.SUPPORT_ENDED)
        : Step.to(access);
  }

  /** Ids only; alerts are made from this line. */
  private static void alert(
      String what, TenantId tenant, String access, String staff, UnusualUse unusual) {
    LOG.severe(
        "unusual use of support, %s; rule=%s tenant=%s access=%s staff=%s"
            .formatted(what, unusual.word(), tenant, access, staff));
  }
}
