package io.artistos.shared.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoliciesTest {

  private static final Duration NOTICE = Duration.ofDays(15);

  private final PolicyWorld world = new PolicyWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void holdsWhatTheAppWasPublishedWithUntilAnotherVersionTakesEffect() {
    String builtIn = PolicyVersion.builtIn(PolicyKind.TERMS).version();
    PolicyVersion next = world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    Instant before = next.effectiveAt().minusMillis(1);

    assertThat(world.policies.isCurrent(PolicyKind.TERMS, builtIn, before)).isTrue();
    assertThat(world.policies.isCurrent(PolicyKind.TERMS, "2", before)).isFalse();
    assertThat(world.policies.current(PolicyKind.TERMS, next.effectiveAt())).isEqualTo(next);
    assertThat(world.policies.isCurrent(PolicyKind.PRIVACY_POLICY, builtIn, next.effectiveAt()))
        .isTrue();
  }

  @Test
  void listsWhatHoldsAndWhatIsToCome() {
    world.announce(PolicyKind.TERMS, "2", Duration.ZERO, false);
    world.announce(PolicyKind.TERMS, "3", NOTICE, true);

    assertThat(world.policies.list())
        .extracting(one -> one.kind().word() + " " + one.version() + " " + one.current())
        .containsExactly("terms 2 true", "privacyPolicy 2026-01 true", "terms 3 false");
  }

  @Test
  void showsABannerFromTheAnnouncementUntilThirtyDaysInEffect() {
    world.announce(PolicyKind.PRIVACY_POLICY, "2", NOTICE, true);
    world.announce(PolicyKind.TERMS, "2", NOTICE, false);

    assertThat(world.policies.banners())
        .singleElement()
        .satisfies(banner -> assertThat(banner.policy()).isEqualTo(PolicyKind.PRIVACY_POLICY))
        .satisfies(banner -> assertThat(banner.inEffect()).isFalse());
    world.clock.advance(NOTICE);
    assertThat(world.policies.banners()).singleElement().matches(Banner::inEffect);
    world.clock.advance(Duration.ofDays(30).minusMillis(1));
    assertThat(world.policies.banners()).hasSize(1);
    world.clock.advance(Duration.ofMillis(1));
    assertThat(world.policies.banners()).isEmpty();
  }

  @Test
  void costsOneReadInHalfAMinute() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);

    Map<String, Long> cost =
        world.platform.costOf(
            () -> {
              for (int i = 0; i < 30; i++) {
                world.policies.banners();
                world.policies.list();
                world.policies.current(PolicyKind.TERMS, world.clock.instant());
                world.clock.advance(Duration.ofMillis(999));
              }
            });

    assertThat(cost).isEqualTo(Map.of("read directory", 1L));
  }

  @Test
  void findsAVersionThatAnotherInstanceHasJustAnnounced() {
    assertThat(world.policies.banners()).isEmpty();
    Policies elsewhere = new Policies(world.database, world.clock);
    PolicyVersion announced =
        new PolicyAnnouncing(elsewhere, world.clock)
            .announce(
                PolicyWorld.call(
                    PolicyWorld.body(
                        PolicyKind.TERMS, "2", world.clock.instant().plus(NOTICE), true)));

    assertThat(world.policies.find(PolicyKind.TERMS, "2")).contains(announced);
    assertThat(world.policies.find(PolicyKind.TERMS, "3")).isEmpty();
  }
}
