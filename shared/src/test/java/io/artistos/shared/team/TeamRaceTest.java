package io.artistos.shared.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.testing.TeamWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

class TeamRaceTest {

  private static final int DEMOTIONS = 50;

  @RepeatedTest(3)
  void twoOwnersWhoDemoteEachOtherLeaveExactlyOne() throws Exception {
    try (TeamWorld world = new TeamWorld();
        ExecutorService threads = Executors.newFixedThreadPool(DEMOTIONS)) {
      String other = world.member("owner");
      CountDownLatch start = new CountDownLatch(1);
      List<Future<String>> outcomes = new ArrayList<>();
      for (int i = 0; i < DEMOTIONS; i++) {
        String by = i % 2 == 0 ? world.owner : other;
        String whom = i % 2 == 0 ? other : world.owner;
        outcomes.add(
            threads.submit(
                () -> {
                  start.await();
                  return demote(world, by, whom);
                }));
      }
      start.countDown();

      List<String> said = outcomes.stream().map(TeamRaceTest::get).toList();
      assertThat(world.team().owners()).isEqualTo(1);
      assertThat(said).contains("done", "beyond-own-permissions");
    }
  }

  private static String demote(TeamWorld world, String by, String whom) {
    try {
      world.teams.change(
          world.tenant,
          team -> TeamChanges.roleChanged(team, by, whom, "manager", world.clock.instant()));
      return "done";
    } catch (Forbidden e) {
      return e.code();
    } catch (Unavailable e) {
      return "busy";
    }
  }

  private static String get(Future<String> outcome) {
    try {
      return outcome.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
