package io.artistos.shared.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.spotify.Account;
import io.artistos.local.vendors.spotify.Fault;
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
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
    world.spotify.clearFaults();
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
  void storesANewRefreshTokenBeforeItReadsAnything() {
    world.handleMessages();
    String before = refreshToken();
    world.nextNight();
    world.spotify.fail(Fault.serverError(Fault.On.API, 1, 500));
    world.pulls().handle(world.message());

    assertThat(refreshToken()).isNotEqualTo(before);
    assertThat(pull().state()).isEqualTo(Pull.State.DUE);
    assertThat(pull().reason()).isEqualTo("spotify-unavailable");
    world.clock.advance(Duration.ofMinutes(1));
    world.pulls().handle(world.message());
    assertThat(pull().state()).isEqualTo(Pull.State.DONE);
  }

  @Test
  void keepsTheOldRefreshTokenWhenNoNewOneComes() {
    world.handleMessages();
    SpotifyConnection connection = world.connection();
    SpotifyTokens same =
        new SpotifyTokens(
            new io.artistos.shared.crypto.Secret<>("a"),
            java.util.Optional.empty(),
            SpotifyWorld.START,
            "");
    SpotifyConnection.Sealed sealed =
        world.connections.seal(
            world.tenant,
            same,
            world.connections.refreshToken(
                world.tenant, Objects.requireNonNull(connection.tokens())));

    assertThat(world.connections.refreshToken(world.tenant, sealed).value())
        .isEqualTo(refreshToken());
  }

  @Test
  void losesNoRotatedTokenWhenTwoRefreshAtOnce() throws Exception {
    world.handleMessages();
    world.nextNight();
    SpotifyConnection seen = world.connection();
    SpotifyAccess access = new SpotifyAccess(world.connections, world.client(), world.clock);

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<SpotifyConnection>> all =
          IntStream.range(0, 4)
              .mapToObj(i -> threads.submit(() -> access.refreshed(seen)))
              .toList();
      for (Future<SpotifyConnection> one : all) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException e) {
          // Told that its token is unknown before the first one had stored the new one.
          assertThat(e).hasCauseInstanceOf(SpotifyAccess.Ended.class);
        }
      }
    }

    assertThat(world.connection().works()).isTrue();
    assertThat(access.refreshed(world.connection()).works()).isTrue();
  }

  @Test
  void asksTheArtistToConnectAgainWhenTheConsentWasWithdrawnAtSpotify() {
    world.handleMessages();
    world.spotify.revokeConsents(Account.MIRA);
    world.nextNight();
    world.pulls().handle(world.message());

    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("reconnect");
    assertThat(world.connection().tokens()).isNull();
    assertThat(pull().reason()).isEqualTo("consent-ended");

    world.connect();
    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("connected");
    world.handleMessages();
    assertThat(snapshot()).isNotNull();
  }

  @Test
  void waitsAsLongAsSpotifyAsks() {
    world.spotify.fail(Fault.rateLimited(1, 3_600));
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
    world.spotify.fail(Fault.quotaExceeded(1, 5));
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
            world.clock);

    assertThatThrownBy(() -> without.handle(world.message())).isInstanceOf(RuntimeException.class);
    assertThat(pull().state()).isEqualTo(Pull.State.DUE);
  }

  @Test
  void leavesNoTokenInAnyItemOrLog() {
    List<String> logged = new java.util.concurrent.CopyOnWriteArrayList<>();
    Handler capture = new Captured(logged);
    Logger.getLogger("").addHandler(capture);
    List<String> tokens = new java.util.ArrayList<>(tokens());
    try {
      world.handleMessages();
      world.nextNight();
      world.spotify.fail(Fault.serverError(Fault.On.API, 1, 500));
      world.pulls().handle(world.message());
      tokens.addAll(tokens());
    } finally {
      Logger.getLogger("").removeHandler(capture);
    }

    assertThat(logged).anyMatch(line -> line.contains("pull put off"));
    assertThat(tokens).hasSize(4).doesNotHaveDuplicates();
    for (String token : tokens) {
      assertThat(logged).noneMatch(line -> line.contains(token));
      assertThat(world.platform.cosmos().dump()).noneMatch(item -> item.contains(token));
    }
    assertThat(world.platform.cosmos().dump())
        .anyMatch(item -> item.contains(world.tenant.value()) && item.contains("refreshToken"));
  }

  private List<String> tokens() {
    SpotifyConnection.Sealed sealed = Objects.requireNonNull(world.connection().tokens());
    return List.of(refreshToken(), world.connections.accessToken(world.tenant, sealed).value());
  }

  /** Messages with their parameters and the stack traces of what was thrown. */
  private static final class Captured extends Handler {
    private final List<String> lines;

    Captured(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(new java.util.logging.SimpleFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
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

  private String refreshToken() {
    return world
        .connections
        .refreshToken(world.tenant, Objects.requireNonNull(world.connection().tokens()))
        .value();
  }

  @Test
  void aNightBeginsAtHalfPastTwo() {
    LocalDate day = LocalDate.parse("2026-11-23");
    assertThat(Nights.of(day.atTime(2, 29).toInstant(ZoneOffset.UTC))).isEqualTo(day.minusDays(1));
    assertThat(Nights.of(day.atTime(2, 30).toInstant(ZoneOffset.UTC))).isEqualTo(day);
  }
}
