package io.artistos.shared.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.planner.PlanAction;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlansTest {

  private final PlanWorld world = new PlanWorld();
  private final String release = world.release(30);

  @Test
  void thereIsNoPlanBeforeOneWasMade() {
    assertThatThrownBy(() -> world.plans.view(world.tenant, release)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.plans.approve(world.account(), release, Optional.empty()))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void actionsAreEditedAddedAndTakenAway() {
    List<PlanAction> before = draft().actions();
    PlanAction kept = before.getFirst();
    Map<String, Object> added =
        Map.of("date", "2026-12-01", "channel", "fan-page", "title", "Bake a cake");
    PlanView after = change("\"1\"", List.of(kept, added));
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.actions()).hasSize(2).contains(kept);
    assertThat(after.actions().getLast())
        .satisfies(
            action -> {
              assertThat(action.id()).startsWith("own-");
              assertThat(action.title()).isEqualTo("Bake a cake");
              assertThat(action.minutes()).isEqualTo(30);
            });
    assertThat(world.plans.view(world.tenant, release)).isEqualTo(after);
  }

  @Test
  void theWindowAndTodayBoundWhatIsNewOrMoved() {
    draft();
    LocalDate day = PlanWorld.TODAY.plusDays(30);
    assertThat(change("*", List.of(on(day.plusDays(28)))).actions()).hasSize(1);
    assertThat(change("*", List.of(on(day.minusDays(28)))).actions()).hasSize(1);
    assertRejected(on(day.plusDays(29)), "outside-window");
    assertRejected(on(day.minusDays(29)), "outside-window");
    assertRejected(on(PlanWorld.TODAY.minusDays(1)), "past");
  }

  @Test
  void whatIsOverMayStayInThePlan() {
    List<PlanAction> actions = draft().actions();
    world.clock.advance(Duration.ofDays(20));
    List<PlanAction> fewer = new ArrayList<>(actions);
    fewer.removeLast();
    assertThat(change("\"1\"", fewer).actions()).isEqualTo(fewer);
  }

  @Test
  void saysOfEveryFieldWhatIsWrongWithIt() {
    assertThatThrownBy(
            () ->
                PlanWorld.change(
                    List.of(
                        Map.of("title", "x".repeat(81), "date", "soon", "channel", "pigeon"),
                        Map.of("date", "2026-12-01", "channel", "mail", "minutes", 0.5),
                        7)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.errors())
                    .extracting(FieldError::field)
                    .contains(
                        "actions[0].title",
                        "actions[0].date",
                        "actions[0].channel",
                        "actions[1].title",
                        "actions[1].minutes",
                        "actions[2].title"));
    assertThatThrownBy(() -> PlanWorld.change("none")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void anIdThatIsNotThePlansOrThereTwiceIsRefused() {
    PlanAction first = draft().actions().getFirst();
    assertThatThrownBy(() -> change("*", List.of(first, first))).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(
            () ->
                change(
                    "*",
                    List.of(
                        Map.of(
                            "id", "mine", "date", "2026-12-01", "channel", "mail", "title", "x"))))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void whoSawAnotherVersionChangesNothing() {
    Plan plan = draft();
    change("\"1\"", plan.actions());
    assertThatThrownBy(() -> change("\"1\"", List.of())).isInstanceOf(Outdated.class);
    assertThatThrownBy(() -> approve("\"1\"")).isInstanceOf(Outdated.class);
    assertThat(world.plan(release).status()).isEqualTo(Plan.Status.DRAFT);
  }

  @Test
  void approvingTwiceIsApprovingOnce() {
    draft();
    PlanView approved = approve("\"1\"");
    assertThat(approved.status()).isEqualTo(Plan.Status.APPROVED);
    world.clock.advance(Duration.ofHours(1));
    assertThat(approve("\"1\"")).isEqualTo(approved);
    assertThat(approve("\"2\"")).isEqualTo(approved);
    assertThatThrownBy(() -> approve("\"7\"")).isInstanceOf(Outdated.class);
    assertThat(world.platform.costOf(() -> approve("\"2\"")))
        .isEqualTo(Map.of("read accounts", 1L));
  }

  @Test
  void anApprovedPlanStaysApprovedWhenTheArtistEditsIt() {
    Plan approved = world.approvedPlan(release);
    PlanView edited = change("\"2\"", approved.actions());
    assertThat(edited.status()).isEqualTo(Plan.Status.APPROVED);
    assertThatThrownBy(() -> approve("\"1\"")).isInstanceOf(Outdated.class);
  }

  private Plan draft() {
    world.maker().handle(world.message(world.ask(release)));
    return world.plan(release);
  }

  private PlanView change(String ifMatch, List<?> actions) {
    return world.plans.change(
        world.account(),
        release,
        Optional.of(ifMatch).filter(tag -> !tag.equals("*")),
        PlanWorld.change(actions));
  }

  private PlanView approve(String ifMatch) {
    return world.plans.approve(world.account(), release, Optional.of(ifMatch));
  }

  private void assertRejected(Map<String, Object> action, String code) {
    assertThatThrownBy(() -> change("*", List.of(action)))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.errors()).extracting(FieldError::code).containsExactly(code));
  }

  private static Map<String, Object> on(LocalDate date) {
    return Map.of("date", date, "channel", "mail", "title", "Write");
  }
}
