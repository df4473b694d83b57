package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.artists.Account;
import io.artistos.shared.fans.Segment;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlastUnderWayTest {

  private final BlastWorld world = new BlastWorld();

  @Test
  void staysPausedByTheArtistWhenItHadPausedItselfBefore() {
    world.addFans(1, "DE");
    String blast = world.draft();
    world.cut(blast);
    new BlastControl(world.store, world.clock)
        .pause(world.blast(blast), "daily_quota_exceeded", Duration.ZERO);

    world.services.sending().pause(world.tenant, blast);
    world.clock.advance(Duration.ofDays(2));
    world.services.sweeper().sweep();

    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.PAUSED);
    assertThat(Objects.requireNonNull(world.blast(blast).pause()).reason()).isEqualTo("artist");
  }

  @Test
  void isLookedAfterHoweverManyOthersAreUnderWay() {
    Account account = world.account();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < BlastSweeper.PAGE + 10; i++) {
      String id = "blast-%s%010d".formatted(world.label, i);
      BlastDraft draft = new BlastDraft("s", "b", null, Segment.everybody());
      Blast blast = Blast.draft(id, world.tenant, draft, BlastWorld.START);
      world
          .store
          .blasts(world.tenant)
          .create(id, blast.sent(account, 1, "request", BlastWorld.START), "blast");
      all.add(id);
    }

    world.clock.advance(BlastSweeper.LATE.plusSeconds(1));
    world.services.sweeper().sweep();

    assertThat(askedFor()).isEqualTo(all);
  }

  private Set<String> askedFor() {
    Set<String> found = new HashSet<>();
    List<BlastMessage> messages;
    do {
      messages = world.platform.receive(Queues.BLASTS, BlastMessage.class);
      messages.stream()
          .filter(message -> message.tenant().equals(world.tenant))
          .forEach(message -> found.add(message.blast()));
    } while (!messages.isEmpty());
    return found;
  }
}
