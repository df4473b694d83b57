package io.artistos.shared.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.faults.Fault;
import io.artistos.local.vendors.spotify.Account;
import io.artistos.shared.performance.DayFigures;
import java.time.Duration;
import java.util.List;
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

/** What happens to tokens, and to the consent behind them. */
class SpotifyTokensTest {

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
  void storesANewRefreshTokenBeforeItReadsAnything() {
    world.handleMessages();
    String before = refreshToken();
    world.nextNight();
    world.spotify.faults().add(Fault.answer(500).on("/api/*").times(1));
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
    SpotifyAccess access = access();

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
  void believesInNoEndOfConsentWhenAnotherHasRotatedTheTokenMeanwhile() {
    world.handleMessages();
    SpotifyConnection seen = world.connection();
    SpotifyAccess access = access();
    SpotifyConnection first = access.refreshed(seen);

    // Spotify does not know the old token any more.
    SpotifyConnection second = access.refreshed(seen);

    assertThat(second).isEqualTo(first);
    assertThat(world.connection().works()).isTrue();
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
    world.pulls().handle(world.message());
    assertThat(world.artistMail())
        .singleElement()
        .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Please connect Spotify again"))
        .satisfies(mail -> assertThat(mail.text()).contains("the consent of 22 November 2026"));

    world.connect();
    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("connected");
    world.handleMessages();
    assertThat(snapshot()).isNotNull();
  }

  @Test
  void doesNotAskForWhatTheArtistHasDoneMeanwhile() {
    world.handleMessages();
    world.spotify.revokeConsents(Account.MIRA);
    world.nextNight();
    world.pulls().handle(world.message());
    world.connect();

    assertThat(world.artistMail()).isEmpty();
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
      world.spotify.faults().add(Fault.answer(500).on("/api/*").times(1));
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

  private String refreshToken() {
    return world
        .connections
        .refreshToken(world.tenant, Objects.requireNonNull(world.connection().tokens()))
        .value();
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

  private DayFigures snapshot() {
    return world.snapshot(Nights.of(world.clock.instant())).orElseThrow();
  }

  private Pull pull() {
    return Objects.requireNonNull(world.connection().pull());
  }

  private SpotifyAccess access() {
    return new SpotifyAccess(world.connections, world.client(), world.mails, world.clock);
  }
}
