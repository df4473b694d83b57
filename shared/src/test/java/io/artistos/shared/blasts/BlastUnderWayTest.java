package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.artists.Account;
import io.artistos.shared.fans.Segment;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

  @Test
  void isSentByOneHandlerOnlyWhenTwoHaveReadTheSameChunk() {
    world.addFans(2, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    AtomicBoolean quicker = new AtomicBoolean(true);
    AtomicInteger requests = new AtomicInteger();
    BlastChunkSender slow =
        new BlastChunkSender(
            world.store,
            world.accounts,
            world.audience,
            world.keys,
            (mails, key, checking) -> {
              requests.incrementAndGet();
              return world.resend.send(mails, key, checking);
            },
            world.queues,
            new BlastControl(world.store, world.clock),
            "news@mail.artistos.example",
            // Asked for the time first when the chunk is read and not yet claimed.
            new OtherClock(
                () -> {
                  if (quicker.getAndSet(false)) {
                    world.services.chunks().handle(chunk);
                  }
                  return world.clock.instant();
                }),
            world.random);

    slow.handle(chunk);

    assertThat(requests).hasValue(0);
    assertThat(world.accepted(blast)).hasSize(2).allSatisfy((fan, n) -> assertThat(n).isOne());
  }

  private static final class OtherClock extends Clock {

    private final Supplier<Instant> time;

    OtherClock(Supplier<Instant> time) {
      this.time = time;
    }

    @Override
    public Instant instant() {
      return time.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
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
