package io.artistos.shared.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.support.SupportWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stages are one item of the whole platform: the tests of this class run one by one. */
class FeaturesTest {

  private static final String IMPORT = "fan-import";

  private final SupportWorld world = new SupportWorld();
  private final FeatureSwitches switches =
      new FeatureSwitches(world.database, world.features, world.teams, world.pages, world.log);

  @AfterEach
  void forget() {
    world.database.directory().delete(FeatureStages.ID);
  }

  @Test
  void isWhatTheCatalogueSaysUntilSomebodyChangesThat() {
    assertThat(switches.list(owner(Map.of())).items())
        .containsExactly(
            new FeatureView("api-keys", Stage.ALL, true, false),
            new FeatureView("custom-roles", Stage.ALL, true, false),
            new FeatureView("spotify", Stage.ALL, true, false));
  }

  @Test
  void showsTheStaffEveryStageAsItIsNow() {
    stage("private-beta");

    assertThat(switches.stages().items())
        .containsExactly(
            new FeatureSwitches.StageView("api-keys", Stage.ALL),
            new FeatureSwitches.StageView("custom-roles", Stage.ALL),
            new FeatureSwitches.StageView("spotify", Stage.ALL),
            new FeatureSwitches.StageView(IMPORT, Stage.PRIVATE_BETA));
  }

  @Test
  void isForThoseWhomTheStaffChoseInAPrivateBeta() {
    stage("private-beta");
    assertThat(isOn()).isFalse();
    assertThatThrownBy(() -> switches.switchFor(owner(Map.of("on", true)), IMPORT))
        .isInstanceOf(NotFound.class);

    switches.switchForAccount(staff(Map.of("on", true)), IMPORT, world.slug);

    assertThat(isOn()).isTrue();
    assertThatThrownBy(() -> switches.switchFor(owner(Map.of("on", false)), IMPORT))
        .isInstanceOf(NotAllowedNow.class);
    assertThat(world.events(world.tenant))
        .containsExactlyInAnyOrder("feature.on user_staff succeeded");
  }

  @Test
  void isForThoseWhoWantItInAPublicBeta() {
    stage("public-beta");
    assertThat(isOn()).isFalse();

    assertThat(switches.switchFor(owner(Map.of("on", true)), IMPORT))
        .isEqualTo(new FeatureView(IMPORT, Stage.PUBLIC_BETA, true, true));
    assertThat(isOn()).isTrue();
    switches.switchFor(owner(Map.of("on", true)), IMPORT);
    switches.switchFor(owner(Map.of("on", false)), IMPORT);

    assertThat(isOn()).isFalse();
    assertThat(world.events(world.tenant))
        .containsExactlyInAnyOrder(
            "feature.on user_owner succeeded", "feature.off user_owner succeeded");
  }

  @Test
  void isForEverybodyOrNobodyWhateverIsSwitchedOn() {
    switches.switchForAccount(staff(Map.of("on", true)), IMPORT, world.slug);
    assertThat(isOn()).isFalse();

    stage("all");
    switches.switchForAccount(staff(Map.of("on", false)), IMPORT, world.slug);

    assertThat(isOn()).isTrue();
    assertThat(world.events(AuditLog.PLATFORM)).contains("feature.all user_staff succeeded");
  }

  @Test
  void aFunctionBehindItIsNotThereWhereItIsOff() {
    assertThatThrownBy(() -> world.enter("user_owner", "importing")).isInstanceOf(NotFound.class);

    stage("all");

    assertThat(world.enter("user_owner", "importing").actor().id()).isEqualTo("user_owner");
  }

  @Test
  void checkingCostsNothingForThirtySeconds() {
    stage("public-beta");
    Visitor visitor = world.enter("user_owner", "reading");
    assertThat(world.platform.costOf(() -> world.features.isOn(Feature.FAN_IMPORT, visitor)))
        .isEqualTo(Map.of("read directory", 1L));

    world.clock.advance(Duration.ofSeconds(29));
    assertThat(
            world.platform.costOf(
                () -> {
                  world.features.isOn(Feature.FAN_IMPORT, visitor);
                  world.features.isOn(Feature.SPOTIFY, visitor);
                }))
        .isEmpty();

    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.platform.costOf(() -> world.features.isOn(Feature.SPOTIFY, visitor)))
        .isEqualTo(Map.of("read directory", 1L));
  }

  @Test
  void takesStagesAndFeaturesThatThereAre() {
    assertThatThrownBy(() -> stage("gamma")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> switches.setStage(staff(Map.of("stage", "all")), "teleport"))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> switches.switchFor(owner(Map.of("on", "yes")), IMPORT))
        .isInstanceOf(InvalidInput.class);
  }

  private boolean isOn() {
    return world.features.isOn(Feature.FAN_IMPORT, world.enter("user_owner", "reading"));
  }

  private void stage(String word) {
    switches.setStage(staff(Map.of("stage", word)), IMPORT);
  }

  private Call owner(Map<String, Object> body) {
    return world.byOwner(body);
  }

  private static Call staff(Map<String, Object> body) {
    return SupportWorld.call(
        new Visitor(
            new Actor(Actor.Kind.STAFF, "user_staff"),
            Optional.empty(),
            Set.of(),
            Optional.empty()),
        body);
  }
}
