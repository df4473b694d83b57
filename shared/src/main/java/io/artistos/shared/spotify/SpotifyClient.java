package io.artistos.shared.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.performance.Release;
import io.artistos.shared.spotify.SpotifyFailure.Busy;
import io.artistos.shared.spotify.SpotifyFailure.ConsentEnded;
import io.artistos.shared.spotify.SpotifyFailure.Refused;
import io.artistos.shared.spotify.SpotifyFailure.TokenRefused;
import io.artistos.shared.spotify.SpotifyTransport.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The six calls to Spotify that the product makes, over our own transport (ADR 0011). Absent stays
 * absent. No scope is asked for: artists and albums are readable without one, and consent only says
 * who the person is (contracts, section 2.1). Thread-safe.
 *
 * <p>All calls throw {@link SpotifyFailure}s for what Spotify answers and {@link Unavailable} when
 * it does not.
 */
public final class SpotifyClient {

  /** What a development-mode app may ask for at most; one size for both modes. */
  private static final int PAGE = 10;

  /** Five hundred releases; nobody's catalogue may keep a pull busy for ever. */
  private static final int MOST_PAGES = 50;

  private static final Duration SLOW_DOWN = Duration.ofSeconds(30);
  private static final Duration MISCONFIGURED = Duration.ofHours(1);

  private final Optional<SpotifyApp> app;
  private final Secrets secrets;
  private final Clock clock;
  private final SpotifyTransport transport = new SpotifyTransport();

  /**
   * @param app empty when the platform is not registered at Spotify: then nobody can connect
   */
  public SpotifyClient(Optional<SpotifyApp> app, Secrets secrets, Clock clock) {
    this.app = app;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Where the artist goes to consent.
   *
   * @param challenge S256 of the PKCE verifier (RFC 7636, section 4.2)
   * @throws NotAllowedNow when the platform is not registered at Spotify
   */
  URI authorizeUrl(String state, String challenge) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", app().clientId());
    query.put("response_type", "code");
    query.put("redirect_uri", app().redirectUri().toString());
    query.put("state", state);
    query.put("show_dialog", "true");
    query.put("code_challenge_method", "S256");
    query.put("code_challenge", challenge);
    return URI.create(app().accounts() + "/authorize?" + SpotifyTransport.encode(query));
  }

  SpotifyTokens exchange(String code, Secret<String> verifier) {
    return tokens(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            app().redirectUri().toString(),
            "code_verifier",
            verifier.value()));
  }

  SpotifyTokens refresh(Secret<String> refreshToken) {
    return tokens(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.value()));
  }

  /** The stable id of whoever consented; the user id where that is not given (before May 2026). */
  String accountId(Secret<String> token) {
    JsonNode me = api("/v1/me", token);
    String id = me.path("account_id").asText(me.path("id").asText());
    if (id.isEmpty()) {
      throw SpotifyTransport.unavailable(null);
    }
    return id;
  }

  SpotifyArtist artist(Secret<String> token, String artistId) {
    JsonNode artist = api("/v1/artists/" + artistId, token);
    return new SpotifyArtist(
        artist.path("name").asText(),
        number(artist.path("followers").path("total")),
        number(artist.path("popularity")));
  }

  /** The artist's own albums, singles and compilations, in Spotify's order; 10 to a call. */
  List<Release> releases(Secret<String> token, String artistId) {
    List<Release> all = new ArrayList<>();
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode albums =
          api(
              "/v1/artists/%s/albums?include_groups=album,single,compilation&limit=%d&offset=%d"
                  .formatted(artistId, PAGE, page * PAGE),
              token);
      albums.path("items").forEach(album -> all.add(release(album)));
      if (albums.path("next").isMissingNode() || albums.path("next").isNull()) {
        break;
      }
    }
    return List.copyOf(all);
  }

  /** 0 to 100; empty where Spotify does not say. */
  OptionalLong popularity(Secret<String> token, String albumId) {
    return number(api("/v1/albums/" + albumId, token).path("popularity"));
  }

  private static Release release(JsonNode album) {
    return new Release(
        album.path("id").asText(),
        album.path("name").asText(),
        album.path("album_type").asText(""),
        album.path("release_date").asText(""),
        boxed(number(album.path("total_tracks"))),
        boxed(number(album.path("popularity"))));
  }

  private static @org.jspecify.annotations.Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private static OptionalLong number(JsonNode node) {
    return node.isIntegralNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
  }

  private JsonNode api(String path, Secret<String> token) {
    Answer answer = transport.get(URI.create(app().api() + path), token);
    if (answer.status() == 401) {
      throw new TokenRefused();
    }
    return checked(answer);
  }

  private SpotifyTokens tokens(Map<String, String> form) {
    String pair = app().clientId() + ":" + secrets.latest(app().secretName()).value();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Answer answer =
        transport.postForm(URI.create(app().accounts() + "/api/token"), new Secret<>(basic), form);
    String error = answer.body().path("error").asText();
    if (error.equals("invalid_grant")) {
      throw new ConsentEnded();
    }
    if (error.equals("invalid_client")) {
      // Our own registration or secret: mended by the operator, not by the artist.
      throw new Unavailable("Spotify (invalid_client)", MISCONFIGURED, null);
    }
    JsonNode body = checked(answer);
    if (body.path("access_token").asText().isEmpty()) {
      throw SpotifyTransport.unavailable(null);
    }
    return new SpotifyTokens(
        new Secret<>(body.path("access_token").asText()),
        Optional.of(body.path("refresh_token").asText()).filter(t -> !t.isEmpty()).map(Secret::new),
        clock.instant().plusSeconds(body.path("expires_in").asLong(0)),
        body.path("scope").asText(""));
  }

  private static JsonNode checked(Answer answer) {
    int status = answer.status();
    if (status == 429) {
      boolean quota = answer.body().path("error").path("reason").asText().equals("QUOTA_EXCEEDED");
      throw new Busy(quota, answer.retryAfter().orElse(SLOW_DOWN));
    }
    if (status / 100 == 2 && answer.body().isObject()) {
      return answer.body();
    }
    if (status / 100 != 4 || status == 408) {
      throw new Unavailable("Spotify", answer.retryAfter().orElse(SLOW_DOWN), null);
    }
    throw new Refused(status);
  }

  private SpotifyApp app() {
    return app.orElseThrow(
        () ->
            new NotAllowedNow(
                "spotify-not-set-up", "This platform has no application at Spotify."));
  }
}
