package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.access.Gate;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.Slice;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.team.Security.Support;
import io.artistos.shared.team.SupportAccess.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SupportWatchTest {

  private final SupportWorld world = new SupportWorld();

  @Test
  void costsTwoRequestsAMinuteAndNoneForTheCallsBetween() {
    world.granted();
    world.enter();
    world.clock.advance(Duration.ofSeconds(5));

    assertThat(world.platform.costOf(world::enter)).isEqualTo(Map.of("read accounts", 1L));

    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.platform.costOf(world::enter))
        .containsEntry("read directory", 2L) // the page's address is read anew, too
        .containsEntry("replace directory", 1L);
  }

  @Test
  void endsAnAccessThatReadsInBulkAndAlertsOnce() {
    String id = world.granted();
    for (int i = 0; i < StaffProfile.MOST_CALLS; i++) {
      world.enter();
    }

    assertEnded(world::enter);

    assertThat(world.access(id).end())
        .satisfies(end -> assertThat(end.cause()).isEqualTo(Cause.UNUSUAL_USE));
    assertThat(world.mail("ended", id)).isPresent();
    assertThat(world.events(world.tenant))
        .contains(
            "support.ended support-watch succeeded", "support.alerted support-watch succeeded");
    assertThat(world.events(AuditLog.PLATFORM)).contains("support.alerted support-watch succeeded");
    assertThat(world.desk.list(world.byStaff(Map.of())).items().getFirst().cause())
        .isEqualTo(Cause.UNUSUAL_USE);
    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);
  }

  @Test
  void endsAnAccessThatHandsOutTooManyThingsBeforeTheLastOfThemGoOut() {
    String id = world.granted();
    Call call = world.call("GET");
    assertThat(world.gate.letOut(call, list(StaffProfile.MOST_THINGS - 1)).status()).isEqualTo(200);
    world.gate.letOut(call, Reply.json(200, Map.of("id", "one thing")));

    assertEnded(() -> world.gate.letOut(call, list(1)));

    assertThat(world.access(id).end())
        .satisfies(end -> assertThat(end.cause()).isEqualTo(Cause.UNUSUAL_USE));
    assertThat(world.mail("ended", id)).isPresent();
    assertThat(world.events(AuditLog.PLATFORM)).contains("support.alerted support-watch succeeded");
    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);
  }

  @Test
  void countsThingsAtNoRequestAndWithTheNextCallForTheOtherInstances() {
    world.granted();
    Call call = world.call("GET");
    assertThat(world.platform.costOf(() -> world.gate.letOut(call, list(StaffProfile.MOST_THINGS))))
        .isEmpty();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.platform.costOf(world::enter)).containsEntry("replace directory", 1L);
    Gate other =
        world.gate(
            new SupportServices(world.database, world.teams, world.mails, world.log, world.clock));
    SupportWorld.enter(other, world.slug, world.staff, "reading");

    assertEnded(() -> other.letOut(call, list(1)));
  }

  @Test
  void countsNoThingsOfMembersOfChangesAndOfALongerTime() {
    world.granted();
    Reply much = list(StaffProfile.MOST_THINGS);
    Call staff = world.call("GET");
    world.gate.letOut(world.byOwner(Map.of()), list(StaffProfile.MOST_THINGS + 1));
    world.gate.letOut(world.call("POST"), much);
    world.gate.letOut(staff, much);
    world.clock.advance(Duration.ofMinutes(10));

    assertThat(world.gate.letOut(staff, much)).isSameAs(much);
  }

  @Test
  void letsNobodyAskAgainForADayWhoseAccessWasEndedForUnusualUse() {
    String id = world.granted();
    Call call = world.call("GET");
    assertEnded(() -> world.gate.letOut(call, list(StaffProfile.MOST_THINGS + 1)));

    assertThatThrownBy(world::request)
        .isInstanceOfSatisfying(
            Forbidden.class, e -> assertThat(e.code()).isEqualTo("unusual-use"));
    assertThat(world.events(world.tenant))
        .contains("support.requested " + world.staff + " refused");
    world.clock.advance(Duration.ofDays(1).minusSeconds(1));
    assertThatThrownBy(world::request).isInstanceOf(Forbidden.class);

    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.request().id()).isNotEqualTo(id);
  }

  private static Reply list(int size) {
    return Reply.json(200, new Slice<>(Collections.nCopies(size, Map.of("id", "fan")), null));
  }

  @Test
  void letsAsManyCallsPassInALongerTime() {
    world.granted();
    for (int i = 0; i < StaffProfile.MOST_CALLS; i++) {
      world.enter();
    }
    world.clock.advance(Duration.ofMinutes(10));

    assertThat(world.enter().may(Permission.FANS_READ)).isTrue();
  }

  @Test
  void countsWhatAnotherInstanceSawWithinAMinute() {
    world.granted();
    Gate other =
        world.gate(
            new SupportServices(world.database, world.teams, world.mails, world.log, world.clock));
    SupportWorld.enter(other, world.slug, world.staff, "reading");
    for (int i = 0; i < StaffProfile.MOST_CALLS - 1; i++) {
      world.enter();
    }
    world.clock.advance(Duration.ofMinutes(1));

    assertEnded(world::enter); // one over, which only both together know
  }

  @Test
  void refusesTheSixthAccountInAnHourAndEndsTheFirst() {
    String first = world.granted();
    List<String> slugs = new ArrayList<>();
    for (int i = 0; i < StaffProfile.MOST_ACCOUNTS; i++) {
      slugs.add("other-" + world.random());
      world.openArtist(slugs.getLast());
    }
    slugs.subList(0, 4).forEach(world::request);
    world.enter();

    assertThatThrownBy(() -> world.request(slugs.getLast()))
        .isInstanceOfSatisfying(
            Forbidden.class, e -> assertThat(e.code()).isEqualTo("unusual-use"));

    assertEnded(world::enter);
    assertThat(world.access(first).state())
        .isEqualTo(io.artistos.shared.team.SupportAccess.State.ENDED);
    world.clock.advance(Duration.ofHours(1));
    assertThat(world.request(slugs.getLast()).id()).isNotEmpty();
  }

  @Test
  void endsAnAccessAtAnHourAtWhichThePersonNeverWorkedOnceFiveDaysAreKnown() {
    world.rule(Support.GRANTED);
    for (int day = 0; day < StaffProfile.FEWEST_DAYS; day++) {
      world.request();
      world.enter();
      world.clock.advance(Duration.ofDays(1));
    }
    world.request();
    world.enter();
    world.clock.advance(Duration.ofMinutes(59));
    world.enter();
    world.clock.advance(Duration.ofHours(7));
    String odd = world.request().id();

    assertEnded(world::enter);

    assertThat(world.access(odd).end())
        .satisfies(end -> assertThat(end.cause()).isEqualTo(Cause.UNUSUAL_USE));
  }

  @Test
  void takesEveryHourBeforeFiveDaysAreKnown() {
    world.rule(Support.GRANTED);
    for (int day = 0; day < StaffProfile.FEWEST_DAYS - 1; day++) {
      world.request();
      world.enter();
      world.clock.advance(Duration.ofDays(1));
    }
    world.clock.advance(Duration.ofHours(7));
    world.request();

    assertThat(world.enter().may(Permission.FANS_READ)).isTrue();
  }

  private static void assertEnded(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Forbidden.class, e -> assertThat(e.code()).isEqualTo("support-ended"));
  }
}
