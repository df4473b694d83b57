package io.artistos.local.vendors.spotify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.spotify.Catalogue.Album;
import io.artistos.local.vendors.spotify.Catalogue.Artist;
import io.artistos.local.vendors.spotify.SpotifyStore.Consent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reads of {@code /v1} (contracts, 2.2). */
final class WebApi {

  private static final Set<String> GROUPS = Set.of("album", "single", "appears_on", "compilation");

  /** A page's size when none is asked for, and the largest. */
  private record Limits(int usual, int most) {}

  private static final Limits FULL = new Limits(20, 50);
  private static final Limits REDUCED = new Limits(5, 10);

  private final Grants grants;
  private final Supplier<Mode> mode;
  private final Clock clock;
  private final Supplier<String> base;
  private final Catalogue catalogue = new Catalogue();

  WebApi(Grants grants, Supplier<Mode> mode, Clock clock, Supplier<String> base) {
    this.grants = grants;
    this.mode = mode;
    this.clock = clock;
    this.base = base;
  }

  /** What kind of call a path is, for counting: never an id. */
  static String kind(String path) {
    String[] parts = path.split("/", -1);
    String last = parts[parts.length - 1];
    return switch (parts.length) {
      case 3 -> last.equals("me") || last.equals("search") ? last : "other";
      case 4 ->
          switch (parts[2]) {
            case "artists" -> "artist";
            case "albums" -> "album";
            case "tracks" -> "track";
            default -> "other";
          };
      case 5 ->
          switch (parts[2] + "/" + last) {
            case "artists/albums" -> "artist-albums";
            case "albums/tracks" -> "album-tracks";
            default -> "other";
          };
      default -> "other";
    };
  }

  /**
   * Answers a request; {@code path} is the one below the API's base address.
   *
   * @throws Refusal in the API's shape
   */
  Response answer(Request request, String path) {
    try {
      request.query();
    } catch (IllegalArgumentException e) {
      throw Refusal.api(400, "Bad request");
    }
    Optional<Consent> consent = grants.holder(token(request));
    Mode now = mode.get();
    if (now == Mode.DEVELOPMENT) {
      RemovedEndpoints.status(request, path)
          .ifPresent(
              status -> {
                throw Refusal.api(status, status == 404 ? "Not Found" : "Forbidden");
              });
    }
    String kind = kind(path);
    if (kind.equals("other")) {
      throw Refusal.api(404, path + " is not served by the local Spotify");
    }
    if (!request.method().equals("GET")) {
      throw Refusal.api(405, "Method not allowed").with("Allow", "GET");
    }
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    CatalogueJson json = new CatalogueJson(catalogue, base.get(), now, today);
    Limits limits = now == Mode.DEVELOPMENT ? REDUCED : FULL;
    ObjectNode body =
        switch (kind) {
          case "me" -> me(consent, json);
          case "search" -> search(request, json, limits);
          default -> {
            String id = id(path.split("/", -1)[3]);
            yield switch (kind) {
              case "artist" -> json.artist(artist(id));
              case "artist-albums" -> albums(request, artist(id), json, limits);
              case "album" -> json.album(album(id));
              case "album-tracks" -> tracks(request, album(id), json);
              default -> {
                Catalogue.Found found = catalogue.track(id).orElseThrow(WebApi::unknown);
                yield json.track(found.track(), found.album());
              }
            };
          }
        };
    return Response.json(200, body);
  }

  private static String token(Request request) {
    String header = request.header("authorization");
    if (header == null) {
      throw Refusal.api(401, "No token provided");
    }
    if (!header.startsWith("Bearer ")) {
      throw Refusal.api(400, "Only valid bearer authentication supported");
    }
    return header.substring("Bearer ".length()).strip();
  }

  private static ObjectNode me(Optional<Consent> consent, CatalogueJson json) {
    Consent who = consent.orElseThrow(() -> Refusal.api(401, "Valid user authentication required"));
    return json.me(Account.find(who.account()).orElseThrow(WebApi::unknown), who);
  }

  private ObjectNode search(Request request, CatalogueJson json, Limits limits) {
    String q = request.query("q");
    if (q == null || q.isBlank()) {
      throw Refusal.api(400, "No search query");
    }
    String type = request.query("type");
    if (type == null || type.isEmpty()) {
      throw Refusal.api(400, "Missing parameter type");
    }
    if (!type.equals("artist")) {
      throw Refusal.api(400, "type=" + type + " is not served by the local Spotify");
    }
    List<Artist> found = catalogue.search(q);
    int limit = limit(request, limits);
    int offset = offset(request);
    String kept = "&type=artist&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8);
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    found.stream().skip(offset).limit(limit).forEach(artist -> items.add(json.artist(artist)));
    ObjectNode page = json.page("search", kept, limit, offset, found.size());
    page.set("items", items);
    return JsonNodeFactory.instance.objectNode().set("artists", page);
  }

  private ObjectNode albums(Request request, Artist artist, CatalogueJson json, Limits limits) {
    String asked = request.query("include_groups");
    Set<String> groups =
        asked == null || asked.isEmpty() ? GROUPS : Set.copyOf(List.of(asked.split(",", -1)));
    if (!GROUPS.containsAll(groups)) {
      throw Refusal.api(400, "Invalid album type");
    }
    List<Album> found =
        catalogue.albumsOf(artist.id()).stream()
            .filter(album -> groups.contains(album.group(artist.id())))
            .toList();
    int limit = limit(request, limits);
    int offset = offset(request);
    String kept = kept("include_groups", asked) + kept("market", request.query("market"));
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .skip(offset)
        .limit(limit)
        .forEach(album -> items.add(json.listedAlbum(album, artist.id())));
    String path = "artists/" + artist.id() + "/albums";
    return json.page(path, kept, limit, offset, found.size()).set("items", items);
  }

  private static ObjectNode tracks(Request request, Album album, CatalogueJson json) {
    int limit = limit(request, FULL);
    int offset = offset(request);
    String kept = kept("market", request.query("market"));
    return json.page("albums/" + album.id() + "/tracks", kept, limit, offset, album.tracks().size())
        .set("items", json.tracks(album, offset, limit));
  }

  private static String kept(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static int limit(Request request, Limits limits) {
    String text = request.query("limit");
    if (text == null) {
      return limits.usual();
    }
    if (!text.matches("\\d{1,3}")
        || Integer.parseInt(text) == 0
        || Integer.parseInt(text) > limits.most()) {
      throw Refusal.api(400, "Invalid limit");
    }
    return Integer.parseInt(text);
  }

  private static int offset(Request request) {
    String text = request.query("offset");
    if (text == null) {
      return 0;
    }
    if (!text.matches("\\d{1,6}")) {
      throw Refusal.api(400, "Invalid offset");
    }
    return Integer.parseInt(text);
  }

  private Artist artist(String id) {
    return catalogue.artist(id).orElseThrow(WebApi::unknown);
  }

  private Album album(String id) {
    return catalogue.album(id).orElseThrow(WebApi::unknown);
  }

  private static String id(String id) {
    if (!id.matches("[0-9A-Za-z]{22}")) {
      throw Refusal.api(400, "Invalid base62 id");
    }
    return id;
  }

  private static Refusal unknown() {
    return Refusal.api(404, "Resource not found");
  }
}
