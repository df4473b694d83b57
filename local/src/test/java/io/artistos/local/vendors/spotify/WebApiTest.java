package io.artistos.local.vendors.spotify;

import static io.artistos.local.vendors.spotify.SpotifyFixture.apiRefusal;
import static io.artistos.local.vendors.spotify.SpotifyFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebApiTest {

  private static final String MIRA = "/v1/artists/" + Spotify.MIRA_SOL;

  @TempDir Path folder;
  private SpotifyFixture fixture;
  private String token = "";

  @BeforeEach
  void start() throws Exception {
    fixture = new SpotifyFixture(folder);
    token = fixture.connected().path("access_token").asText();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void withoutATokenNothingIsRead() throws Exception {
    assertThat(apiRefusal(fixture.call("GET", fixture.spotify().apiUri() + MIRA, "")))
        .isEqualTo("401 No token provided");
  }

  @Test
  void anUnknownTokenIsRefused() throws Exception {
    assertThat(apiRefusal(fixture.api("BQnever", MIRA))).isEqualTo("401 Invalid access token");
  }

  @Test
  void aRefreshTokenIsNoAccessToken() throws Exception {
    String refresh = fixture.connected().path("refresh_token").asText();

    assertThat(fixture.api(refresh, MIRA).statusCode()).isEqualTo(401);
  }

  @Test
  void anIdIsTwentyTwoCharactersOfBase62() throws Exception {
    assertThat(Spotify.MIRA_SOL).matches("[0-9A-Za-z]{22}");
    assertThat(apiRefusal(fixture.api(token, "/v1/artists/mira"))).startsWith("400 ");
    assertThat(apiRefusal(fixture.api(token, "/v1/artists/" + "0".repeat(22)))).startsWith("404 ");
  }

  @Test
  void inDevelopmentModeAnArtistHasNeitherFollowersNorPopularity() throws Exception {
    JsonNode artist = get(MIRA);

    assertThat(artist.path("name").asText()).isEqualTo("Mira Sol");
    assertThat(artist.path("genres")).isNotEmpty();
    assertThat(artist.path("uri").asText()).isEqualTo("spotify:artist:" + Spotify.MIRA_SOL);
    assertThat(artist.has("followers")).isFalse();
    assertThat(artist.has("popularity")).isFalse();
  }

  @Test
  void withExtendedQuotaTenNightsGiveTenFigures() throws Exception {
    fixture.spotify().mode(Mode.EXTENDED);
    Set<Long> followers = new HashSet<>();
    Set<Integer> popularity = new HashSet<>();
    for (int night = 0; night < 10; night++) {
      JsonNode artist = json(fixture.api(fixture.appToken(), MIRA));
      followers.add(artist.path("followers").path("total").asLong());
      popularity.add(artist.path("popularity").asInt());
      fixture.clock.advance(Duration.ofDays(1));
    }

    assertThat(followers).hasSize(10);
    assertThat(popularity).hasSize(10).allMatch(figure -> figure > 0 && figure <= 100);
  }

  @Test
  void theFiguresOfADayStayTheSame() throws Exception {
    fixture.spotify().mode(Mode.EXTENDED);
    JsonNode morning = get(MIRA);
    fixture.clock.advance(Duration.ofMinutes(50));

    assertThat(get(MIRA)).isEqualTo(morning);
  }

  @Test
  void whatDevelopmentModeHidesExtendedQuotaShows() throws Exception {
    String album = get(MIRA + "/albums").path("items").path(0).path("id").asText();
    String track = get("/v1/albums/" + album + "/tracks").at("/items/0/id").asText();

    for (String hidden : List.of("/label", "/popularity", "/available_markets")) {
      assertThat(get("/v1/albums/" + album).at(hidden).isMissingNode()).isTrue();
    }
    assertThat(get(MIRA + "/albums").at("/items/0").has("album_group")).isFalse();
    assertThat(get("/v1/tracks/" + track).has("popularity")).isFalse();
    assertThat(get("/v1/tracks/" + track).has("available_markets")).isFalse();

    fixture.spotify().mode(Mode.EXTENDED);

    for (String shown : List.of("/label", "/popularity", "/available_markets")) {
      assertThat(get("/v1/albums/" + album).at(shown).isMissingNode()).isFalse();
    }
    assertThat(get(MIRA + "/albums").at("/items/0").has("album_group")).isTrue();
    assertThat(get("/v1/tracks/" + track).has("popularity")).isTrue();
  }

  @Test
  void externalIdsAreShownInBothModes() throws Exception {
    String album = get(MIRA + "/albums").path("items").path(0).path("id").asText();
    String track = get("/v1/albums/" + album + "/tracks").at("/items/0/id").asText();

    assertThat(get("/v1/tracks/" + track).at("/external_ids/isrc").asText())
        .matches("[A-Z]{2}[A-Z0-9]{3}\\d{7}");
    assertThat(get("/v1/albums/" + album).at("/external_ids/upc").asText()).matches("\\d{12}");
  }

  @Test
  void aSongHasOneIsrcOnEveryRecord() throws Exception {
    Set<String> isrcs = new HashSet<>();
    for (JsonNode album : all(MIRA + "/albums")) {
      for (JsonNode track : all("/v1/albums/" + album.path("id").asText() + "/tracks")) {
        if (track.path("name").asText().equals("Ferry Song")) {
          isrcs.add(
              get("/v1/tracks/" + track.path("id").asText()).at("/external_ids/isrc").asText());
        }
      }
    }

    assertThat(isrcs).hasSize(1);
  }

  @Test
  void theNextAddressesLeadThroughAllAlbums() throws Exception {
    List<JsonNode> albums = all(MIRA + "/albums");

    assertThat(albums).hasSize(12);
    assertThat(albums.stream().map(album -> album.path("id").asText())).doesNotHaveDuplicates();
  }

  @Test
  void groupsAreFiltered() throws Exception {
    assertThat(all(MIRA + "/albums?include_groups=album")).hasSize(2);
    assertThat(all(MIRA + "/albums?include_groups=single,compilation")).hasSize(9);
    assertThat(all(MIRA + "/albums?include_groups=appears_on"))
        .singleElement()
        .matches(album -> album.at("/artists/0/name").asText().equals("Harbour Static"));
    assertThat(fixture.api(token, MIRA + "/albums?include_groups=tape").statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"DEVELOPMENT, 5, 10", "EXTENDED, 20, 50"})
  void aPageHasTheSizeOfTheMode(Mode mode, int usual, int most) throws Exception {
    fixture.spotify().mode(mode);
    for (String path : List.of(MIRA + "/albums?", "/v1/search?q=mira&type=artist&")) {
      JsonNode page = get(path);
      page = page.has("artists") ? page.path("artists") : page;
      assertThat(page.path("limit").asInt()).isEqualTo(usual);
      assertThat(fixture.api(token, path + "limit=" + most).statusCode()).isEqualTo(200);
      assertThat(apiRefusal(fixture.api(token, path + "limit=" + (most + 1))))
          .isEqualTo("400 Invalid limit");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=-1", "limit=x", "offset=-1", "offset=%zz"})
  void aPageThatCannotBeIsRefused(String query) throws Exception {
    assertThat(raw(MIRA + "/albums?" + query)).isEqualTo(400);
  }

  @Test
  void aSearchFindsArtistsByTheirWords() throws Exception {
    assertThat(get("/v1/search?type=artist&q=MIRA").at("/artists/total").asInt()).isEqualTo(2);
    assertThat(get("/v1/search?type=artist&q=artist%3A%22mira+sol%22").at("/artists/items/0/id"))
        .hasToString("\"" + Spotify.MIRA_SOL + "\"");
    assertThat(get("/v1/search?type=artist&q=nobody").at("/artists/total").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"type=artist", "q=mira", "q=mira&type=track"})
  void aSearchThatIsNotForArtistsIsRefused(String query) throws Exception {
    assertThat(apiRefusal(fixture.api(token, "/v1/search?" + query))).startsWith("400 ");
  }

  @Test
  void meIsTheAccountThatConsented() throws Exception {
    JsonNode me = get("/v1/me");

    assertThat(me.path("id").asText()).isEqualTo("mira-sol");
    assertThat(me.path("account_id").asText()).isEqualTo(Account.MIRA.accountId());
    for (String gone : List.of("email", "country", "product", "followers")) {
      assertThat(me.has(gone)).isFalse();
    }
  }

  @Test
  void withExtendedQuotaTheScopesDecideWhatMeShows() throws Exception {
    fixture.spotify().mode(Mode.EXTENDED);
    String bare =
        json(fixture.exchange(fixture.code(SpotifyFixture.request("scope", ""))))
            .path("access_token")
            .asText();

    assertThat(get("/v1/me").path("email").asText()).isEqualTo(Account.MIRA.email());
    assertThat(json(fixture.api(bare, "/v1/me")).has("email")).isFalse();
    assertThat(json(fixture.api(bare, "/v1/me")).has("country")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/artists/4MiraSol0nightTrains7Q/top-tracks, 403",
    "/v1/artists/4MiraSol0nightTrains7Q/related-artists, 403",
    "/v1/artists?ids=4MiraSol0nightTrains7Q, 403",
    "/v1/albums?ids=4MiraSol0nightTrains7Q, 403",
    "/v1/tracks?ids=4MiraSol0nightTrains7Q, 403",
    "/v1/browse/new-releases, 403",
    "/v1/browse/categories, 403",
    "/v1/markets, 403",
    "/v1/users/jo-tarn, 403",
    "/v1/users/jo-tarn/playlists, 403",
    "/v1/playlists/4MiraSol0nightTrains7Q/tracks, 403",
    "/v1/audio-features/4MiraSol0nightTrains7Q, 403",
    "/v1/recommendations, 404",
  })
  void whatDevelopmentModeLostIsRefused(String path, int status) throws Exception {
    assertThat(apiRefusal(fixture.api(token, path))).startsWith(status + " ");
  }

  @Test
  void whatIsNotBuiltIsRefusedByName() throws Exception {
    fixture.spotify().mode(Mode.EXTENDED);

    assertThat(apiRefusal(fixture.api(token, MIRA + "/top-tracks")))
        .startsWith("404 " + MIRA + "/top-tracks is not served");
  }

  @Test
  void nothingIsWritten() throws Exception {
    String uri = fixture.spotify().apiUri() + MIRA;

    assertThat(fixture.call("POST", uri, "", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(405);
  }

  private JsonNode get(String path) throws Exception {
    return json(fixture.api(token, path));
  }

  /** All items, page by page. */
  private List<JsonNode> all(String path) throws Exception {
    List<JsonNode> items = new ArrayList<>();
    String next = path;
    while (next != null) {
      JsonNode page = get(next);
      page.path("items").forEach(items::add);
      assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(items.size());
      String address = page.path("next").textValue();
      next =
          address == null
              ? null
              : address.substring(fixture.spotify().apiUri().toString().length());
    }
    return items;
  }

  /** The status of a request whose query no client library would send. */
  private int raw(String path) throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), fixture.spotify().apiUri().getPort())) {
      String request =
          "GET /spotify/api"
              + path
              + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
              + "Authorization: Bearer "
              + token
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
