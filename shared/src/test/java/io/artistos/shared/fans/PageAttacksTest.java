package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.pages.FanPage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of an attack's beginning when the database fails, or somebody is killed. */
class PageAttacksTest {

  private final GuardWorld world = new GuardWorld();
  private final FanPage page = world.fans.page;
  private final PageAttacks attacks = world.attacks(world.throttle());

  @Test
  void noPageIsUnderAttackWhileTheDatabaseCannotBeReached() {
    suspectAHundred();
    attacks.suspect(page, null);
    PageAttacks other = world.attacks(world.throttle());

    breakAfter(0, () -> assertThat(other.on(page)).isFalse());
    assertThat(other.on(page)).isTrue();
  }

  /** After each request in turn: the attack begins in the end, and the artist is told once. */
  @Test
  void beginsOnceWhereverItBreaksOff() {
    suspectAHundred();
    int requests = 0;
    while (!world.attacks(world.throttle()).on(page)) {
      assertThat(requests).isLessThan(10);
      breakAfter(requests++, () -> attacks.suspect(page, null));
      world.fans.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(world.attackMails(page)).isEqualTo(1);
    assertThat(requests).isGreaterThan(2);
  }

  private void suspectAHundred() {
    for (int i = 0; i < 100; i++) {
      attacks.suspect(page, null);
    }
    assertThat(attacks.on(page)).isFalse();
    // What is known for half a minute is asked for again.
    world.fans.clock.advance(Duration.ofSeconds(31));
  }

  private void breakAfter(int requests, Runnable action) {
    world.fans.platform.cosmos().breakAfter(requests);
    try {
      action.run();
    } finally {
      world.fans.platform.cosmos().mend();
    }
  }
}
