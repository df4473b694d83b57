package io.artistos.shared.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueReleasesTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-12-04T00:00:00Z");

  private final ReleaseWorld world = new ReleaseWorld();

  /** What other tests left behind is none of this test's business. */
  @BeforeEach
  void takeOthersOutOfTheWay() {
    world.clock.advance(Duration.between(ReleaseWorld.START, MIDNIGHT.minusSeconds(1)));
    world.due().goLive();
    world.clock.advance(Duration.ofSeconds(1));
    world.due().goLive();
    world.platform.emptyQueue(Queues.ARTIST_MAIL);
    world.clock.advance(Duration.ofSeconds(-1));
  }

  @Test
  void waitsForMidnightAndThenTellsTheArtistOnce() {
    String id = world.scheduled();
    world.due().goLive();
    assertThat(world.release(id).status()).isEqualTo(Release.Status.SCHEDULED);

    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.due().goLive()).isEqualTo(1);
    assertThat(world.due().goLive()).isZero();

    assertThat(world.release(id).status()).isEqualTo(Release.Status.LIVE);
    assertThat(world.release(id).wentLiveAt()).isEqualTo(MIDNIGHT);
    assertThat(world.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class))
        .containsExactly(new ArtistMailMessage(world.tenant, "mail-release-live-" + id, null));
  }

  @Test
  void goesLiveOnceWhenManyInstancesTryAtOnce() throws Exception {
    world.scheduled();
    world.clock.advance(Duration.ofSeconds(1));
    int live = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Integer>> all =
          IntStream.range(0, 6).mapToObj(i -> threads.submit(() -> world.due().goLive())).toList();
      for (Future<Integer> one : all) {
        live += one.get();
      }
    }

    assertThat(live).isEqualTo(1);
    assertThat(world.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class)).hasSize(1);
  }

  @Test
  void leavesMailBehindForTheSweeperWhenItIsKilledBeforeTheMessage() {
    String id = world.scheduled();
    world.clock.advance(Duration.ofSeconds(1));
    world.due(world.mailsWithoutQueue()).goLive();
    assertThat(world.liveMail(id).orElseThrow().mail().state()).isEqualTo(MailProgress.State.DUE);

    world.clock.advance(MailProgress.LATE.plusSeconds(1));
    assertThat(world.mails.sweep()).isPositive();

    assertThat(allMessages())
        .contains(new ArtistMailMessage(world.tenant, "mail-release-live-" + id, null));
    assertThat(world.due().goLive()).isZero();
  }

  @Test
  void isLiveTogetherWithItsMailWhereverItIsKilled() {
    String id = world.scheduled();
    world.clock.advance(Duration.ofSeconds(1));
    boolean live = false;
    for (int requests = 0; !live; requests++) {
      assertThat(requests).isLessThan(20);
      goLiveFor(requests);
      live = world.release(id).status() == Release.Status.LIVE;
      assertThat(world.liveMail(id).isPresent()).isEqualTo(live);
    }
  }

  /** As if the database went away after so many requests. */
  private void goLiveFor(int requests) {
    world.platform.cosmos().breakAfter(requests);
    try {
      world.due().goLive();
    } catch (Unavailable e) {
      // Not even the query was answered.
    } finally {
      world.platform.cosmos().mend();
    }
  }

  @Test
  void costsAQueryTwoReadsAndOneWrite() {
    world.scheduled();
    world.clock.advance(Duration.ofSeconds(1));

    assertThat(world.platform.costOf(() -> world.due().goLive()))
        .isEqualTo(
            Map.of(
                "query-plan accounts",
                1L,
                "query accounts",
                1L,
                "read accounts",
                2L,
                "batch accounts",
                1L));
  }

  @Test
  void worksThroughMoreThanOnePage() {
    for (int i = 0; i < 103; i++) {
      world.releases.create(
          Release.draft(
                  world.anyId(),
                  world.tenant,
                  ReleaseWorld.fields("Song " + i, ReleaseWorld.DATE),
                  ReleaseWorld.START)
              .scheduled(ReleaseWorld.START));
    }
    world.clock.advance(Duration.ofSeconds(1));

    assertThat(world.due().goLive()).isEqualTo(103);
  }

  @Test
  void holdsBackWhatBelongsToADeletedAccount() {
    String id = world.scheduled();
    world.deleteAccount();
    world.clock.advance(Duration.ofSeconds(1));

    assertThat(world.due().goLive()).isZero();

    assertThat(world.release(id).status()).isEqualTo(Release.Status.SCHEDULED);
    assertThat(world.release(id).goesLiveAt()).isEqualTo(MIDNIGHT.plus(Duration.ofHours(1)));
    assertThat(world.liveMail(id)).isEqualTo(Optional.empty());
  }

  @Test
  void tellsTheDayOnWhichItWentLiveThoughItWasHeldBack() {
    String id = world.scheduled();
    world.clock.advance(Duration.ofDays(10));
    world.due().goLive();
    Account account = new Accounts(world.platform.database(), world.clock).open(world.tenant);

    assertThat(
            new ReleaseLiveMail(world.releases)
                .compose(world.liveMail(id).orElseThrow(), account)
                .orElseThrow()
                .html())
        .contains("Sunday, 13 December 2026");
  }

  /** Other tests' mail is late too. */
  private List<ArtistMailMessage> allMessages() {
    List<ArtistMailMessage> all = new ArrayList<>();
    List<ArtistMailMessage> some;
    do {
      some = world.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class);
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }
}
