package io.artistos.shared.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PlaybookPlannerTest {

  private final Planner planner = new PlaybookPlanner();

  @Test
  void givesTheSamePlanForTheSameInput() {
    assertThat(planner.plan(Inputs.in(30))).isEqualTo(new PlaybookPlanner().plan(Inputs.in(30)));
  }

  @Test
  void withTwoMonthsLeftEveryActionHasItsOwnDay() {
    MarketingPlan plan = planner.plan(Inputs.in(60));
    assertThat(date(plan, "pitch-editors")).isEqualTo(Inputs.TODAY.plusDays(32));
    assertThat(date(plan, "release-post")).isEqualTo(Inputs.TODAY.plusDays(60));
    assertThat(date(plan, "look-back")).isEqualTo(Inputs.TODAY.plusDays(88));
    assertThat(plan.actions()).hasSize(Playbooks.read(Playbooks.GENERAL).actions().size());
    assertThat(plan.source()).isEqualTo(PlanSource.PLAYBOOK);
    assertThat(plan.fallbackReason()).isEqualTo("no-model");
  }

  @Test
  void withFiveDaysLeftWhatIsEssentialIsSqueezedIntoThemInOrder() {
    MarketingPlan plan = planner.plan(Inputs.in(5));
    assertThat(before(plan, 5))
        .containsExactlyInAnyOrder(
            "profile-ready",
            "tell-the-list",
            "fan-page-release",
            "first-clip",
            "playlist-curators",
            "local-crowd",
            "week-mail",
            "plan-the-day");
    // A week is what editors and papers need; they would only be bothered.
    assertThat(ids(plan)).doesNotContain("pitch-editors", "press-list", "studio-story");
    assertThat(date(plan, "profile-ready"))
        .isBeforeOrEqualTo(date(plan, "first-clip"))
        .isEqualTo(Inputs.TODAY.plusDays(1));
    assertThat(date(plan, "plan-the-day")).isEqualTo(Inputs.TODAY.plusDays(3));
    assertThat(ids(plan)).contains("release-mail", "look-back");
  }

  @Test
  void whatIsOutGetsOnlyWhatComesAfter() {
    MarketingPlan plan = planner.plan(Inputs.in(-3));
    assertThat(ids(plan)).contains("release-mail", "link-everywhere", "lyrics-film", "look-back");
    assertThat(ids(plan)).doesNotContain("tell-the-list", "plan-the-day", "first-clip");
    assertThat(date(plan, "release-mail")).isEqualTo(Inputs.TODAY);
    assertThat(date(plan, "look-back")).isEqualTo(Inputs.TODAY.plusDays(25));
  }

  @Test
  void fourWeeksAfterTheReleaseNothingIsLeft() {
    assertThat(ids(planner.plan(Inputs.in(-28)))).containsExactly("look-back");
    assertThat(planner.plan(Inputs.in(-29)).actions()).isEmpty();
  }

  @Test
  void asksNobodyToWriteToFansWhoAreNotThere() {
    assertThat(planner.plan(Inputs.in(30, "Dream pop", Inputs.NOBODY)).actions())
        .extracting(PlanAction::channel)
        .doesNotContain(Channel.MAIL);
  }

  @Test
  void namesTheCountryWhereMostFansAre() {
    assertThat(text(planner.plan(Inputs.in(30)), "local-crowd"))
        .startsWith("600 of your fans are in Germany");
    Audience few = new Audience(30, Map.of("DE", 10L));
    assertThat(ids(planner.plan(Inputs.in(30, "Dream pop", few)))).doesNotContain("local-crowd");
  }

  @Test
  void writesWhatIsKnownIntoTheText() {
    assertThat(text(planner.plan(Inputs.in(30)), "pitch-editors"))
        .contains("Harbour Lights", "Dream pop", "(wistful)");
    assertThat(text(planner.plan(Inputs.in(30)), "tell-the-list"))
        .contains("is out on Tuesday 22 December");
  }

  @Property(tries = 300)
  void everyActionIsInTheWindowAndNotBeforeToday(
      @ForAll @IntRange(min = -60, max = 400) int left,
      @ForAll @LongRange(min = 0, max = 500) long fans,
      @ForAll @IntRange(min = 0, max = 5) int family) {
    String genre = List.of("", "techno", "rap", "folk", "punk", "?").get(family);
    PlanInput input = Inputs.in(left, genre, new Audience(fans, Map.of("FR", fans / 2)));
    assertThat(planner.plan(input).actions())
        .isSortedAccordingTo(java.util.Comparator.comparing(PlanAction::date))
        .allSatisfy(
            action ->
                assertThat(action.date())
                    .isAfterOrEqualTo(Inputs.TODAY)
                    .isBetween(
                        input.releaseDate().minusDays(28), input.releaseDate().plusDays(28)));
  }

  @Property(tries = 200)
  void everyTextFitsHoweverLongTheTitleIs(@ForAll @StringLength(max = 200) String title) {
    PlanInput long_ =
        new PlanInput(
            title, title, List.of(title), Inputs.TODAY.plusDays(40), Inputs.TODAY, Inputs.MANY);
    assertThat(planner.plan(long_).actions())
        .allSatisfy(
            action -> {
              assertThat(length(action.title())).isBetween(1, PlanAction.MOST_TITLE);
              assertThat(length(action.text())).isBetween(1, PlanAction.MOST_TEXT);
              assertThat(length(action.goal())).isBetween(1, PlanAction.MOST_GOAL);
              assertThat(action.minutes()).isBetween(1, PlanAction.MOST_MINUTES);
            });
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static List<String> before(MarketingPlan plan, int days) {
    LocalDate release = Inputs.TODAY.plusDays(days);
    return plan.actions().stream()
        .filter(action -> action.date().isBefore(release))
        .map(PlanAction::id)
        .toList();
  }

  private static List<String> ids(MarketingPlan plan) {
    return plan.actions().stream().map(PlanAction::id).toList();
  }

  private static LocalDate date(MarketingPlan plan, String id) {
    return action(plan, id).date();
  }

  private static String text(MarketingPlan plan, String id) {
    return action(plan, id).text();
  }

  private static PlanAction action(MarketingPlan plan, String id) {
    return plan.actions().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }
}
