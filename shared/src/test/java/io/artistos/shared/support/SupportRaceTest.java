package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.team.SupportAccess.State;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SupportRaceTest {

  private final SupportWorld world = new SupportWorld();

  @Test
  void twoRequestsAtOnceAreOne() throws Exception {
    List<Object> outcomes = atOnce(world::request, world::request);

    assertThat(outcomes).filteredOn(StaffAccess.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(NotAllowedNow.class::isInstance).hasSize(1);
    assertThat(world.teams.find(world.tenant).orElseThrow().support()).hasSize(1);
  }

  @Test
  void grantedAndEndedAtOnceItIsOverWhicheverCameFirst() throws Exception {
    String id = world.request().id();
    var owner = world.byOwner(Map.of());

    atOnce(
        () -> world.tenants.grant(owner, id),
        () -> {
          world.tenants.end(owner, id);
          return id;
        });

    assertThat(world.access(id).state()).isEqualTo(State.ENDED);
    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);
  }

  private static List<Object> atOnce(Callable<?> one, Callable<?> other) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      return threads.invokeAll(List.of(caught(one), caught(other))).stream()
          .map(SupportRaceTest::result)
          .toList();
    }
  }

  private static Callable<Object> caught(Callable<?> task) {
    return () -> {
      try {
        return task.call();
      } catch (NotAllowedNow e) {
        return e;
      }
    };
  }

  private static Object result(Future<Object> done) {
    return done.resultNow();
  }
}
