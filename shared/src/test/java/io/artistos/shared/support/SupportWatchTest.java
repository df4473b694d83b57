package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.access.Gate;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.team.Security.Support;
import io.artistos.shared.team.SupportAccess.Cause;
import java.time.Duration;
import java.util.ArrayList;
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
