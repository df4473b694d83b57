package io.artistos.shared.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuditLogTest {

  private final AuditWorld world = new AuditWorld();

  @Test
  void writesAnEventByOneCreate() {
    assertThat(world.platform.costOf(() -> world.record("support.granted")))
        .isEqualTo(Map.of("create activity", 1L));

    AuditEvent event = only();
    assertThat(event.at()).isEqualTo(AuditWorld.START);
    assertThat(event.month()).isEqualTo("2026-11");
    assertThat(event.actor()).isEqualTo(AuditWorld.member());
    assertThat(event.action()).isEqualTo("support.granted");
    assertThat(event.outcome()).isEqualTo(AuditOutcome.SUCCEEDED);
  }

  @Test
  void keepsAnEventForThirteenMonths() {
    world.record("support.granted");

    assertThat(AuditWorld.START.plusSeconds(only().ttl()))
        .isEqualTo(Instant.parse("2027-12-22T10:00:00Z"));
  }

  @Test
  void keepsItSoLongFromWhenItWasBegunThoughItEndedLater() {
    AuditIntent intent = begin();
    Instant later = AuditWorld.START.plus(Duration.ofDays(3));

    assertThat(later.plusSeconds(AuditEvent.of(intent, AuditOutcome.UNKNOWN, later).ttl()))
        .isEqualTo(Instant.parse("2027-12-22T10:00:00Z"));
    Instant tooLate = Instant.parse("2028-01-01T00:00:00Z");
    assertThat(AuditEvent.of(intent, AuditOutcome.UNKNOWN, tooLate).ttl()).isEqualTo(1);
  }

  @Test
  void filesThePlatformsEventsWhereTheyHaveAlwaysBeen() {
    assertThat(AuditLog.PLATFORM.value()).isEqualTo("A".repeat(22));
  }

  @Test
  void neverWritesOverAnEvent() {
    for (AuditOutcome outcome : List.of(AuditOutcome.FAILED, AuditOutcome.SUCCEEDED)) {
      world.log.record(
          "session-one", world.tenant, AuditWorld.member(), "session.started", null, outcome, null);
    }

    assertThat(only().outcome()).isEqualTo(AuditOutcome.FAILED);
  }

  @Test
  void filesWhatIsEndedAfterMidnightUnderTheMonthInWhichItWasBegun() {
    world.clock.advance(Duration.between(AuditWorld.START, Instant.parse("2026-11-30T23:59:59Z")));
    AuditIntent intent = begin();
    world.clock.advance(Duration.ofSeconds(2));
    world.log.end(intent, AuditOutcome.SUCCEEDED);

    assertThat(only().month()).isEqualTo("2026-11");
  }

  @Test
  void leavesAloneWhatMayStillBeUnderWay() {
    AuditIntent intent = begin();
    world.clock.advance(Duration.ofMinutes(10).minusMillis(1));
    world.log.sweep();
    assertThat(world.events()).isEmpty();

    world.log.end(intent, AuditOutcome.SUCCEEDED);
    assertThat(only().outcome()).isEqualTo(AuditOutcome.SUCCEEDED);
    assertThat(world.intents()).isZero();
  }

  @Test
  void writesDownWhatNobodyEnded() {
    AuditIntent intent = begin();
    world.clock.advance(Duration.ofMinutes(10));

    assertThat(world.log.sweep()).isPositive();

    assertThat(only().outcome()).isEqualTo(AuditOutcome.UNKNOWN);
    assertThat(only().id()).isEqualTo(intent.id());
    assertThat(only().at()).isEqualTo(AuditWorld.START);
    assertThat(only().target()).isEqualTo("blasts:blast-1");
    assertThat(only().trace()).isEqualTo(AuditWorld.TRACE);
    assertThat(world.intents()).isZero();
  }

  @Test
  void hasOneEventForEachChangeWhereverTheAppIsKilled() {
    boolean killed = true;
    for (int requests = 0; killed; requests++) {
      AuditWorld fresh = new AuditWorld();
      boolean changed = false;
      fresh.platform.cosmos().breakAfter(requests);
      try {
        AuditIntent intent = begin(fresh);
        changed = true;
        fresh.log.end(intent, AuditOutcome.SUCCEEDED);
      } catch (RuntimeException e) {
        // Killed before anything was changed.
      } finally {
        killed = fresh.platform.cosmos().mend();
      }
      fresh.clock.advance(Duration.ofMinutes(10));
      fresh.log.sweep();
      fresh.log.sweep();

      assertThat(changed).as("after %d requests", requests).isEqualTo(requests > 0);
      assertThat(outcomes(fresh))
          .as("after %d requests", requests)
          .containsExactly(requests < 1 ? AuditOutcome.UNKNOWN : AuditOutcome.SUCCEEDED);
      assertThat(fresh.intents()).isZero();
      assertThat(requests).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void hasOneEventForEachChangeWhereverTheSweeperIsKilled() {
    world.clock.advance(Duration.ofMinutes(10));
    world.log.sweep(); // What other tests left behind.
    boolean killed = true;
    for (int requests = 0; killed; requests++) {
      AuditWorld fresh = new AuditWorld();
      begin(fresh);
      fresh.clock.advance(Duration.ofMinutes(10));
      fresh.platform.cosmos().breakAfter(requests);
      try {
        fresh.log.sweep();
      } catch (RuntimeException e) {
        // Not even the query was answered.
      } finally {
        killed = fresh.platform.cosmos().mend();
      }
      fresh.log.sweep();

      assertThat(outcomes(fresh))
          .as("after %d requests", requests)
          .containsExactly(AuditOutcome.UNKNOWN);
      assertThat(fresh.intents()).isZero();
      assertThat(requests).isLessThan(8);
    }
  }

  @Test
  void staysSilentWhenTheEndCannotBeWritten() {
    AuditIntent intent = begin();
    world.platform.cosmos().breakAfter(0);
    try {
      world.log.end(intent, AuditOutcome.SUCCEEDED);
    } finally {
      world.platform.cosmos().mend();
    }

    assertThat(world.intents()).isEqualTo(1);
  }

  private AuditIntent begin() {
    return begin(world);
  }

  private static AuditIntent begin(AuditWorld in) {
    return in.log.begin(
        in.tenant, AuditWorld.member(), "SendBlast", "blasts:blast-1", AuditWorld.TRACE);
  }

  private AuditEvent only() {
    assertThat(world.events()).hasSize(1);
    return world.events().getFirst();
  }

  private static List<AuditOutcome> outcomes(AuditWorld of) {
    return of.events().stream().map(AuditEvent::outcome).collect(Collectors.toList());
  }
}
