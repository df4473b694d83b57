package io.artistos.shared.spotify;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.queue.SpotifyPullMessage;
import io.artistos.shared.tenancy.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpotifyRoundsTest {

  private final SpotifyWorld world = new SpotifyWorld();
  private final List<TenantId> tenants = new ArrayList<>(List.of(world.tenant));

  @AfterEach
  void disconnect() {
    tenants.forEach(tenant -> world.connecting.disconnect(tenant, false));
  }

  @Test
  void asksForOnePullOfEveryConnectionAndNight() {
    connect(5);
    nextNight(20);
    SpotifyRounds.Round round = world.rounds().run();

    assertThat(round.asked()).isGreaterThanOrEqualTo(5);
    assertThat(asked()).containsExactlyInAnyOrderElementsOf(tenants);
    assertThat(world.rounds().run().asked()).isZero();
    assertThat(asked()).isEmpty();
  }

  @Test
  void goesOnWhereItBrokeOff() {
    connect(5);
    nextNight(21);
    LocalDate day = Nights.of(world.clock.instant());
    TenantId second = tenants.stream().sorted(SpotifyRoundsTest::byId).toList().get(1);
    // As left behind by a round that was killed after the second tenant's page.
    var directory = world.platform.database().directory();
    directory.create(SpotifyNight.idOf(day), SpotifyNight.begin(day).upTo(second), "night");
    world.rounds().run();

    List<TenantId> rest = tenants.stream().filter(tenant -> byId(tenant, second) > 0).toList();
    assertThat(asked()).containsExactlyInAnyOrderElementsOf(rest);
    assertThat(directory.read(SpotifyNight.idOf(day), SpotifyNight.class).map(Versioned::value))
        .hasValueSatisfying(
            night -> {
              assertThat(night.complete()).isTrue();
              assertThat(night.after()).as("a tenant that may be purged").isNull();
            });
  }

  @Test
  void asksAgainForWhatWasWrittenButNeverSaid() {
    connect(1);
    nextNight(22);
    world.connections.update(
        world.tenant,
        c -> c.with(Pull.due(Nights.of(world.clock.instant()), world.clock.instant())));
    world.clock.advance(SpotifyRounds.LATE.plusSeconds(1));
    world.rounds().run();

    assertThat(asked()).contains(world.tenant);
    world.rounds().run();
    assertThat(asked()).isEmpty();
  }

  private void connect(int count) {
    IntStream.range(1, count).forEach(i -> tenants.add(world.openArtist()));
    tenants.forEach(tenant -> world.connecting.comeBack(SpotifyWorld.call(world.consent(tenant))));
    asked();
  }

  /** Nights are the platform's, so every test takes one of its own. */
  private void nextNight(int days) {
    world.clock.advance(java.time.Duration.ofDays(days));
  }

  private List<TenantId> asked() {
    List<TenantId> asked = new ArrayList<>();
    List<SpotifyPullMessage> some;
    do {
      some = world.platform.receive(Queues.SPOTIFY_PULLS, SpotifyPullMessage.class);
      some.stream().map(SpotifyPullMessage::tenant).filter(tenants::contains).forEach(asked::add);
    } while (!some.isEmpty());
    return asked;
  }

  private static int byId(TenantId a, TenantId b) {
    return a.value().compareTo(b.value());
  }
}
