package io.artistos.local.vendors.spotify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.vendors.spotify.Catalogue.Album;
import io.artistos.local.vendors.spotify.Catalogue.Artist;
import io.artistos.local.vendors.spotify.Catalogue.Track;
import io.artistos.local.vendors.spotify.SpotifyStore.Consent;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The catalogue in Spotify's JSON, without the fields that a mode is not given (contracts, 2.3).
 */
final class CatalogueJson {

  private static final List<String> MARKETS = List.of("DE", "FR", "GB", "IE", "US");

  private final Catalogue catalogue;
  private final String base;
  private final boolean extended;
  private final LocalDate today;

  /**
   * @param base of the API, without a slash at the end
   * @param today decides on followers and popularity
   */
  CatalogueJson(Catalogue catalogue, String base, Mode mode, LocalDate today) {
    this.catalogue = catalogue;
    this.base = base;
    this.extended = mode == Mode.EXTENDED;
    this.today = today;
  }

  ObjectNode artist(Artist artist) {
    ObjectNode node = simpleArtist(artist);
    ArrayNode genres = node.putArray("genres");
    artist.genres().forEach(genres::add);
    node.putArray("images");
    if (extended) {
      node.putObject("followers").putNull("href").put("total", artist.followers(today));
      node.put("popularity", artist.popularity(today));
    }
    return node;
  }

  /** An album as a list of an artist's albums has it. */
  ObjectNode listedAlbum(Album album, String artist) {
    ObjectNode node = simpleAlbum(album);
    if (extended) {
      node.put("album_group", album.group(artist));
    }
    return node;
  }

  ObjectNode album(Album album) {
    ObjectNode node = simpleAlbum(album);
    node.putObject("external_ids")
        .put(
            "upc",
            String.format(Locale.ROOT, "50%010d", Math.floorMod(album.id().hashCode(), 1 << 30)));
    node.putArray("copyrights");
    node.putArray("genres");
    if (extended) {
      node.put("label", artistOf(album).name()).put("popularity", popularity(album, 0));
    }
    node.set(
        "tracks",
        page("albums/" + album.id() + "/tracks", "", 50, 0, album.tracks().size())
            .set("items", tracks(album, 0, 50)));
    return node;
  }

  /** Some tracks of an album, from the one at {@code offset}. */
  ArrayNode tracks(Album album, int offset, int limit) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    album.tracks().stream()
        .skip(offset)
        .limit(limit)
        .forEach(track -> items.add(simpleTrack(track, album)));
    return items;
  }

  ObjectNode track(Track track, Album album) {
    ObjectNode node = simpleTrack(track, album);
    node.set("album", simpleAlbum(album));
    node.putObject("external_ids").put("isrc", track.isrc());
    if (extended) {
      node.put("popularity", popularity(album, track.number()));
    }
    return node;
  }

  /** The one who consented; more about them where scope and mode allow it. */
  ObjectNode me(Account account, Consent consent) {
    ObjectNode node = identified("user", account.id());
    node.put("account_id", account.accountId());
    node.put("display_name", account.name());
    node.putArray("images");
    if (extended) {
      List<String> scopes = Scopes.of(consent.scope());
      node.putObject("followers").putNull("href").put("total", account.followers());
      if (scopes.contains("user-read-private")) {
        node.put("country", account.country()).put("product", "premium");
      }
      if (scopes.contains("user-read-email")) {
        node.put("email", account.email());
      }
    }
    return node;
  }

  /**
   * A paging object but for its items.
   *
   * @param path below {@code /v1/}
   * @param query what the addresses of other pages keep, {@code &name=value} each
   */
  ObjectNode page(String path, String query, int limit, int offset, int total) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("href", address(path, query, limit, offset));
    node.put("limit", limit);
    if (offset + limit < total) {
      node.put("next", address(path, query, limit, offset + limit));
    } else {
      node.putNull("next");
    }
    node.put("offset", offset);
    if (offset > 0) {
      node.put("previous", address(path, query, limit, Math.max(0, offset - limit)));
    } else {
      node.putNull("previous");
    }
    return node.put("total", total);
  }

  private String address(String path, String query, int limit, int offset) {
    return base + "/v1/" + path + "?offset=" + offset + "&limit=" + limit + query;
  }

  private ObjectNode simpleArtist(Artist artist) {
    return identified("artist", artist.id()).put("name", artist.name());
  }

  private ObjectNode simpleAlbum(Album album) {
    ObjectNode node = identified("album", album.id()).put("name", album.name());
    node.put("album_type", album.type()).put("total_tracks", album.tracks().size());
    node.put("release_date", album.released().toString()).put("release_date_precision", "day");
    node.putArray("images");
    putArtists(node, album);
    putMarkets(node);
    return node;
  }

  private ObjectNode simpleTrack(Track track, Album album) {
    ObjectNode node = identified("track", track.id()).put("name", track.name());
    node.put("disc_number", 1).put("track_number", track.number());
    node.put("duration_ms", track.durationMs());
    node.put("explicit", false).put("is_local", false);
    putArtists(node, album);
    putMarkets(node);
    return node;
  }

  private void putArtists(ObjectNode node, Album album) {
    ArrayNode artists = node.putArray("artists");
    artists.add(simpleArtist(artistOf(album)));
    catalogue.artist(album.guestId()).ifPresent(guest -> artists.add(simpleArtist(guest)));
  }

  private void putMarkets(ObjectNode node) {
    if (extended) {
      ArrayNode markets = node.putArray("available_markets");
      MARKETS.forEach(markets::add);
    }
  }

  private Artist artistOf(Album album) {
    return catalogue.artist(album.artistId()).orElseThrow();
  }

  private int popularity(Album album, int less) {
    return Math.max(0, artistOf(album).popularity(today) - less);
  }

  private ObjectNode identified(String type, String id) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id).put("type", type).put("uri", "spotify:" + type + ":" + id);
    node.put("href", base + "/v1/" + type + "s/" + id);
    node.putObject("external_urls").put("spotify", "https://open.spotify.com/" + type + "/" + id);
    return node;
  }
}
