package io.artistos.shared.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.planner.PlanAction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TodaysActionsTest {

  @Test
  void mailsTheDaysActionsAtEightAndNotBefore() {
    PlanWorld world = new PlanWorld();
    String release = world.release(30);
    Plan plan = world.approvedPlan(release);
    LocalDate first = plan.actions().getFirst().date();
    assertThat(plan.nextMailAt()).isEqualTo(first + "T08:00:00Z");

    moveTo(world, Instant.parse(first + "T07:59:59Z"));
    world.todaysActions().run();
    assertThat(todays(world)).isEmpty();
    moveTo(world, Instant.parse(first + "T08:00:00Z"));
    world.todaysActions().run();
    assertThat(todays(world)).hasSize(1);

    ReceivedMail mail = world.platform.vendors().mailsTo(world.email).getLast();
    for (PlanAction action : plan.on(first)) {
      assertThat(mail.html()).contains(action.title());
      assertThat(mail.text()).contains(action.title());
    }
    assertThat(mail.text()).contains("Harbour Lights").doesNotContain("{");
  }

  @Test
  void isOneMailHoweverOftenItIsAskedFor() {
    PlanWorld world = new PlanWorld();
    Plan plan = world.approvedPlan(world.release(30));
    moveTo(world, plan.nextMailAt());
    world.todaysActions().run();
    world.todaysActions().run();
    // Ended after the mail was written down and before the plan was moved on.
    world.items().update(plan.id(), Plan.class, done -> done.mailedNext(plan.nextMailAt()));
    world.todaysActions().run();
    assertThat(todays(world)).hasSize(1);
    assertThat(world.plan(plan.releaseId()).nextMailAt()).isAfter(plan.nextMailAt());
  }

  @Test
  void theNextDayWithActionsHasAMailOfItsOwn() {
    PlanWorld world = new PlanWorld();
    Plan plan = world.approvedPlan(world.release(30));
    moveTo(world, plan.nextMailAt());
    world.todaysActions().run();
    assertThat(todays(world)).hasSize(1);
    moveTo(world, world.plan(plan.releaseId()).nextMailAt());
    world.todaysActions().run();

    assertThat(todays(world)).hasSize(2);
  }

  @Test
  void isOneMailForAllReleasesOfTheArtist() {
    PlanWorld world = new PlanWorld();
    String one = world.release(world.tenant, "First Song", PlanWorld.TODAY.plusDays(30));
    String two = world.release(world.tenant, "Second Song", PlanWorld.TODAY.plusDays(30));
    Plan plan = world.approvedPlan(one);
    world.approvedPlan(two);
    moveTo(world, plan.nextMailAt());
    world.todaysActions().run();
    assertThat(todays(world)).containsExactly("Today: 2 things from your plan");
    assertThat(world.platform.vendors().mailsTo(world.email).getLast().text())
        .contains("First Song", "Second Song");
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go forward on 29 March 2026 in Berlin and back on 25 October.
    "Europe/Berlin, 2026-03-28, 2026-03-28T07:00:00Z",
    "Europe/Berlin, 2026-03-29, 2026-03-29T06:00:00Z",
    "Europe/Berlin, 2026-10-24, 2026-10-24T06:00:00Z",
    "Europe/Berlin, 2026-10-25, 2026-10-25T07:00:00Z",
    "America/New_York, 2026-03-08, 2026-03-08T12:00:00Z",
    "Pacific/Kiritimati, 2026-06-10, 2026-06-09T18:00:00Z",
    "Asia/Kathmandu, 2026-06-10, 2026-06-10T02:15:00Z",
  })
  void eightOClockIsThatOfTheArtistsClock(String zone, LocalDate day, Instant eight) {
    PlanWorld world = new PlanWorld(eight.minus(Duration.ofDays(3)), ZoneId.of(zone));
    String release = world.release(world.tenant, "Song", day.plusDays(2));
    world.maker().handle(world.message(world.ask(release)));
    Map<String, Object> action =
        Map.of("date", day, "channel", "social", "title", "The one thing to do");
    world.plans.change(
        world.account(), release, Optional.empty(), PlanWorld.change(List.of(action)));
    world.plans.approve(world.account(), release, Optional.empty());
    assertThat(world.plan(release).nextMailAt()).isEqualTo(eight);
    moveTo(world, eight);
    world.todaysActions().run();
    assertThat(todays(world)).containsExactly("Today: The one thing to do");
    assertThat(world.plan(release).nextMailAt()).isNull();
  }

  @Test
  void aDraftIsNotMailed() {
    PlanWorld world = new PlanWorld();
    String release = world.release(30);
    world.maker().handle(world.message(world.ask(release)));
    world.clock.advance(Duration.ofDays(2));
    world.todaysActions().run();
    assertThat(todays(world)).isEmpty();
  }

  @Test
  void whatWasMissedForDaysIsNotMailedLate() {
    PlanWorld world = new PlanWorld();
    Plan plan = world.approvedPlan(world.release(30));
    LocalDate free = dayWithout(plan);
    moveTo(world, Instant.parse(free + "T09:00:00Z"));
    world.todaysActions().run();
    assertThat(todays(world)).isEmpty();
    assertThat(world.plan(plan.releaseId()).nextMailAt()).isAfter(world.clock.instant());
  }

  @Test
  void manyArtistsArePaged() {
    PlanWorld world = new PlanWorld();
    String release = world.release(30);
    Plan plan = world.approvedPlan(release);
    // More than two pages of two.
    for (int i = 0; i < 5; i++) {
      world.approvedPlan(world.release(30));
    }
    moveTo(world, plan.nextMailAt());
    world.todaysActions().run();
    assertThat(world.platform.database().sweep().plansToMail(world.clock.instant(), 10))
        .noneMatch(ref -> ref.tenantId().equals(world.tenant));
  }

  @Test
  void aReleaseThatIsGoneIsNotInTheMail() {
    PlanWorld world = new PlanWorld();
    String release = world.release(30);
    Plan plan = world.approvedPlan(release);
    world.items().delete(release);
    moveTo(world, plan.nextMailAt());
    world.todaysActions().run();
    assertThat(todays(world)).isEmpty();
  }

  private static LocalDate dayWithout(Plan plan) {
    LocalDate day = plan.actions().getFirst().date().plusDays(1);
    while (!plan.on(day).isEmpty()) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static void moveTo(PlanWorld world, @org.jspecify.annotations.Nullable Instant time) {
    world.clock.advance(
        Duration.between(world.clock.instant(), java.util.Objects.requireNonNull(time)));
  }

  private static List<String> todays(PlanWorld world) {
    return world.mailed().stream().filter(subject -> subject.startsWith("Today: ")).toList();
  }
}
