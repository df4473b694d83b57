package io.artistos.shared.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.spotify.ConsentPolicy;
import io.artistos.local.vendors.spotify.Spotify;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.http.Json;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpotifyConnectingTest {

  private final SpotifyWorld world = new SpotifyWorld();

  @Test
  void sendsTheArtistToSpotifyWithPkceAndWithoutAnyScope() {
    URI url = world.connecting.begin(world.tenant, new ArtistPage(Spotify.MIRA_SOL));

    assertThat(url.toString()).startsWith(world.spotify.accountsUri() + "/authorize?");
    assertThat(SpotifyWorld.query(url))
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("show_dialog", "true")
        .containsKeys("state", "code_challenge")
        .doesNotContainKey("scope");
  }

  @Test
  void connectsWhoeverConsents() {
    SpotifyConnecting.Outcome outcome =
        world.connecting.comeBack(SpotifyWorld.call(world.consent()));

    assertThat(outcome).isEqualTo(new SpotifyConnecting.Outcome("Mira Sol", true));
    ConnectionView view = world.connecting.look(world.tenant);
    assertThat(view.status()).isEqualTo("connected");
    assertThat(view.artistId()).isEqualTo(Spotify.MIRA_SOL);
    assertThat(view.authorizedAt()).isEqualTo(SpotifyWorld.START);
    assertThat(view.reconnectBy()).isEqualTo(LocalDate.parse("2027-05-22"));
  }

  @Test
  void takesAStateOnce() {
    Map<String, String> back = world.consent();
    world.connecting.comeBack(SpotifyWorld.call(back));

    assertThatThrownBy(() -> world.connecting.comeBack(SpotifyWorld.call(back)))
        .isInstanceOf(Gone.class);
  }

  @Test
  void aStateThatNobodyBringsBackGoesByItself() {
    world.consent();

    assertThat(world.platform.cosmos().dump())
        .filteredOn(item -> item.contains(world.tenant.value()))
        .filteredOn(item -> item.contains("\"spotifyConsent\""))
        .singleElement()
        .asString()
        .contains("\"ttl\":600");
  }

  @Test
  void takesNoStateThatItDidNotGiveOut() {
    Map<String, String> back = new HashMap<>(world.consent());
    back.put("state", "AAAA");

    assertThatThrownBy(() -> world.connecting.comeBack(SpotifyWorld.call(back)))
        .isInstanceOf(Gone.class);
    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("none");
  }

  @Test
  void takesNoStateAfterTenMinutes() {
    Map<String, String> back = world.consent();
    world.clock.advance(Duration.ofMinutes(10));

    assertThatThrownBy(() -> world.connecting.comeBack(SpotifyWorld.call(back)))
        .isInstanceOf(Gone.class);
    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("none");
  }

  @Test
  void takesNoCodeThatBelongsToAnotherState() {
    // Spotify holds the verifier of one state against the challenge of the other.
    Map<String, String> mine = new HashMap<>(world.consent());
    mine.put("code", Objects.requireNonNull(world.consent().get("code")));

    assertThatThrownBy(() -> world.connecting.comeBack(SpotifyWorld.call(mine)))
        .isInstanceOf(NotAllowedNow.class);
    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("none");
  }

  @Test
  void storesNothingWhenTheArtistSaysNo() {
    world.spotify.consentPolicy(ConsentPolicy.DENY);

    assertThat(world.connecting.comeBack(SpotifyWorld.call(world.consent())).connected()).isFalse();
    assertThat(world.connecting.look(world.tenant).status()).isEqualTo("none");
  }

  @Test
  void keepsTokensAndTheSpotifyAccountSealed() {
    world.connect();

    SpotifyConnection connection = world.connection();
    SpotifyConnection.Sealed sealed = Objects.requireNonNull(connection.tokens());
    Secret<String> refresh = world.connections.refreshToken(world.tenant, sealed);
    Secret<String> access = world.connections.accessToken(world.tenant, sealed);
    assertThat(Json.write(connection))
        .doesNotContain(refresh.value())
        .doesNotContain(access.value())
        .doesNotContain("acc_0mira");
    assertThat(Json.write(world.connecting.look(world.tenant))).doesNotContain("oken");
  }

  @Test
  void forgetsTheTokensAtOnceWhenTheConsentIsWithdrawn() {
    world.connect();
    world.connecting.disconnect(world.tenant, false);

    assertThat(world.connections.read(world.tenant)).isEmpty();
    world.handleMessages();
    assertThat(world.snapshot(Nights.of(SpotifyWorld.START))).isEmpty();
  }

  @Test
  void keepsWhatWasPulledUnlessToldOtherwise() {
    world.connect();
    world.handleMessages();
    LocalDate day = Nights.of(SpotifyWorld.START);
    world.connecting.disconnect(world.tenant, false);
    assertThat(world.snapshot(day)).isPresent();

    world.connecting.disconnect(world.tenant, true);
    assertThat(world.snapshot(day)).isEmpty();
  }

  @Test
  void saysSoWhenThePlatformIsNotRegisteredAtSpotify() {
    SpotifyConnecting without =
        world.connecting(new SpotifyClient(Optional.empty(), world.secrets, world.clock));

    assertThatThrownBy(() -> without.begin(world.tenant, new ArtistPage(Spotify.MIRA_SOL)))
        .isInstanceOf(NotAllowedNow.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4MiraSol0nightTrains7Q",
        "spotify:artist:4MiraSol0nightTrains7Q",
        "https://open.spotify.com/artist/4MiraSol0nightTrains7Q",
        "https://open.spotify.com/artist/4MiraSol0nightTrains7Q?si=abc",
        "https://open.spotify.com/intl-de/artist/4MiraSol0nightTrains7Q/"
      })
  void understandsWhatTheShareButtonCopies(String text) {
    assertThat(ArtistPage.parse(text)).contains(new ArtistPage("4MiraSol0nightTrains7Q"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4MiraSol0nightTrains7",
        "https://open.spotify.com/album/4MiraSol0nightTrains7Q",
        "https://evil.example/artist/4MiraSol0nightTrains7Q",
        "../me?x=4MiraSol0nightTrains7Q"
      })
  void takesNothingElseForAnArtist(String text) {
    assertThat(ArtistPage.parse(text)).isEmpty();
  }
}
