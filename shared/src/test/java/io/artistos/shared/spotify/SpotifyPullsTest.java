package io.artistos.shared.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.faults.Fault;
import io.artistos.local.vendors.spotify.Mode;
import io.artistos.shared.performance.DayFigures;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.queue.SpotifyPullMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpotifyPullsTest {

  private final SpotifyWorld world = new SpotifyWorld();

  @BeforeEach
  void connect() {
    world.connect();
  }

  @AfterEach
  void clear() {
    world.spotify.faults().clear();
    world.connecting.disconnect(world.tenant, false);
  }

  @Test
  void takesOneSnapshotOfWhatSpotifyTells() {
    assertThat(world.handleMessages()).isEqualTo(1);

    DayFigures snapshot = snapshot();
    assertThat(snapshot.figures()).containsKeys("followers", "popularity");
    assertThat(snapshot.figures()).containsEntry("releases", 11L);
    assertThat(snapshot.releases())
        .hasSize(11)
        .allSatisfy(release -> assertThat(release.popularity()).isNotNull())
        .first()
        .satisfies(release -> assertThat(release.name()).isEqualTo("Lanterns"));
    assertThat(world.connection().lastPull())
        .isEqualTo(new SpotifyConnection.LastPull(night(), SpotifyWorld.START));
    assertThat(pull().state()).isEqualTo(Pull.State.DONE);
  }

  @Test
  void leavesAbsentWhatADevelopmentModeAppIsNotTold() {
    world.spotify.mode(Mode.DEVELOPMENT);
    world.handleMessages();

    assertThat(snapshot().figures()).containsOnlyKeys("releases");
    assertThat(snapshot().releases())
        .allSatisfy(release -> assertThat(release.popularity()).isNull());
  }

  @Test
  void goesWhenTheDayIsTwelveMonthsAgo() {
    world.handleMessages();

    Instant end = Instant.parse("2027-11-22T00:00:00Z");
    assertThat(snapshot().ttl()).isEqualTo(Duration.between(SpotifyWorld.START, end).toSeconds());
  }

  @Test
  void costsAKnownNumberOfRequestsWithARefresh() {
    world.handleMessages();
    world.nextNight();
    SpotifyPulls pulls = world.pulls();

    assertThat(world.platform.costOf(() -> pulls.handle(world.message())))
        .isEqualTo(Map.of("read accounts", 5L, "replace accounts", 3L, "create performance", 1L));
  }

  @Test
  void waitsAsLongAsSpotifyAsks() {
    world.spotify.faults().add(Fault.answer(429).on("/api/*").with("Retry-After", "3600").times(1));
    world.handleMessages();

    assertThat(pull().state()).isEqualTo(Pull.State.DUE);
    assertThat(pull().dueAt()).isEqualTo(SpotifyWorld.START.plusSeconds(3_600));
    assertThat(pull().reason()).isEqualTo("rate-limited");
    assertThat(world.platform.messages(Queues.SPOTIFY_PULLS)).isEqualTo(1);
    world.pulls().handle(world.message());
    assertThat(world.snapshot(night())).isEmpty();

    world.clock.advance(Duration.ofHours(1));
    world.pulls().handle(world.message());
    assertThat(world.snapshot(night())).isPresent();
  }

  @Test
  void leavesAnExhaustedQuotaAloneUntilTheNextNight() {
    world
        .spotify
        .faults()
        .add(
            Fault.answer(429)
                .named("QUOTA_EXCEEDED")
                .on("/api/*")
                .with("Retry-After", "5")
                .times(1));
    world.handleMessages();

    assertThat(pull().state()).isEqualTo(Pull.State.FAILED);
    assertThat(pull().reason()).isEqualTo("quota-exceeded");
    assertThat(world.platform.messages(Queues.SPOTIFY_PULLS)).isZero();

    world.nextNight();
    world.pulls().handle(world.message());
    assertThat(world.snapshot(night())).isPresent();
  }

  @Test
  void takesOneSnapshotHoweverOftenItIsAsked() throws Exception {
    SpotifyPulls pulls = world.pulls();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<? extends Future<?>> all =
          IntStream.range(0, 12)
              .mapToObj(i -> threads.submit(() -> pulls.handle(world.message())))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(pull().state()).isEqualTo(Pull.State.DONE);
    assertThat(snapshot().at()).isEqualTo(SpotifyWorld.START);
  }

  @Test
  void goesOnAfterItWasKilledBetweenClaimAndSnapshot() {
    // What a handler leaves that is killed right after its claim.
    world.connections.update(
        world.tenant, c -> c.with(Objects.requireNonNull(c.pull()).running(SpotifyWorld.START)));
    world.pulls().handle(world.message());
    assertThat(world.snapshot(night())).isEmpty();

    world.clock.advance(SpotifyRounds.LATE.plusSeconds(1));
    world.platform.receive(Queues.SPOTIFY_PULLS, SpotifyPullMessage.class);
    assertThat(world.rounds().run().again()).isPositive();
    assertThat(world.handleMessages()).isEqualTo(1);
    assertThat(pull().state()).isEqualTo(Pull.State.DONE);
  }

  @Test
  void keepsTheFirstSnapshotWhenItWasKilledBeforeRecordingIt() {
    SpotifyPullMessage message = world.message();
    Pull due = pull();
    world.handleMessages();
    DayFigures first = snapshot();
    // As if the last write had not happened.
    world.connections.update(world.tenant, c -> c.with(due.running(SpotifyWorld.START)));
    world.clock.advance(Pull.CLAIM);
    world.pulls().handle(message);

    assertThat(snapshot()).isEqualTo(first);
    assertThat(pull().state()).isEqualTo(Pull.State.DONE);
  }

  @Test
  void givesTheNightUpWhenItsMessageFailedTooOften() {
    world.pulls().giveUp(world.message());

    assertThat(pull().state()).isEqualTo(Pull.State.FAILED);
    assertThat(pull().reason()).isEqualTo("failed-too-often");
  }

  @Test
  void leavesNoClaimBehindWhenSomethingElseFails() {
    world.keys.destroy(world.tenant);
    SpotifyPulls without =
        new SpotifyPulls(
            world.platform.database(),
            world.platform.tenantKeys(world.clock),
            world.accounts,
            world.client(),
            world.queue,
            world.mails,
            world.clock);

    assertThatThrownBy(() -> without.handle(world.message())).isInstanceOf(RuntimeException.class);
    assertThat(pull().state()).isEqualTo(Pull.State.DUE);
  }

  private LocalDate night() {
    return Nights.of(world.clock.instant());
  }

  private DayFigures snapshot() {
    return world.snapshot(night()).orElseThrow();
  }

  private Pull pull() {
    return Objects.requireNonNull(world.connection().pull());
  }

  @Test
  void aNightBeginsAtHalfPastTwo() {
    LocalDate day = LocalDate.parse("2026-11-23");
    assertThat(Nights.of(day.atTime(2, 29).toInstant(ZoneOffset.UTC))).isEqualTo(day.minusDays(1));
    assertThat(Nights.of(day.atTime(2, 30).toInstant(ZoneOffset.UTC))).isEqualTo(day);
  }
}
