package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.fans.FanFilter;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.queue.JobMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jobs that nobody gets to, and too many of them. */
class ImportLimitsTest {

  private static final String LIST = "email,created_at\nada@example.com,2020-01-01\n";

  private final ImportWorld world = new ImportWorld();

  @Test
  void outlivesAnOutageOfHalfADayAndIsTakenUpAgainWhereItWasGivenUp() {
    String id = world.uploaded(LIST, "").id();
    world.imports.check(world.tenant, id, null);
    world.work();
    world.imports.run(world.tenant, id, null);
    Job job = world.jobs.get(world.tenant, id, ImportWork.KIND);
    // The header is read, and the fan written, when nobody answers any more.
    world.work.step(world.work.step(job));
    for (int hours = 0; hours < 12; hours++) {
      lose(Duration.ofHours(1));
    }
    assertThat(world.imports.get(world.tenant, id).status())
        .as("after twelve hours")
        .isEqualTo(Job.State.RUNNING);
    while (world.imports.get(world.tenant, id).status() == Job.State.RUNNING) {
      lose(Duration.ofHours(1));
    }
    ImportView givenUp = world.imports.get(world.tenant, id);
    assertThat(givenUp.problem()).isEqualTo("gave-up");

    assertThatThrownBy(() -> world.imports.check(world.tenant, id, null))
        .isInstanceOf(NotAllowedNow.class);
    world.imports.run(world.tenant, id, null);
    world.work();
    ImportView done = world.imports.get(world.tenant, id);
    assertThat(done.status()).isEqualTo(Job.State.SUCCEEDED);
    assertThat(done.counts()).isEqualTo(Map.of("rows", 1L, "created", 1L));
    assertThat(world.exported(FanFilter.everybody()).lines()).hasSize(2);
  }

  /** The sweeper asks every ten minutes, and nobody gets the message. */
  private void lose(Duration time) {
    for (Duration d = Duration.ZERO; d.compareTo(time) < 0; d = d.plusMinutes(10)) {
      world.clock.advance(Duration.ofMinutes(10));
      world.jobs.sweep();
    }
    world.platform.receive(Queues.JOBS, JobMessage.class);
  }

  @Test
  void hasSoManyOpenAndNoMore() {
    for (int i = 0; i < 20; i++) {
      world.uploaded(LIST, "");
    }
    assertThatThrownBy(() -> world.uploaded(LIST, ""))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("too-many-jobs"));
    assertThat(world.exported(FanFilter.everybody())).as("of another kind").startsWith("email,");

    world.clock.advance(Duration.ofDays(1).plusMinutes(1));
    world.jobs.sweep();
    assertThat(world.uploaded(LIST, "").status()).isEqualTo(Job.State.WAITING);
  }
}
