package io.artistos.local.vendors.spotify;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A few invented artists with their records; always the same, but for followers and popularity,
 * which follow from the date. Immutable.
 */
final class Catalogue {

  /** 22 characters of base62, as Spotify's ids are. */
  static final String MIRA_SOL = "4MiraSol0nightTrains7Q";

  private static final String HARBOUR_STATIC = id("artist", "Harbour Static");
  private static final String NELL_AMADI = id("artist", "Nell Amadi");
  private static final String MIRA_SOLANO = id("artist", "Mira Solano");

  /** Where the figures start from. */
  private static final LocalDate EPOCH = LocalDate.of(2026, 1, 1);

  /** Days from one fall of the popularity to the next. */
  private static final int CYCLE = 40;

  private static final String ALPHABET =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /**
   * An artist.
   *
   * @param baseFollowers on 1 January 2026
   * @param perDay new followers a day, at least 7
   * @param basePopularity the least, at most 60
   */
  record Artist(
      String id,
      String name,
      List<String> genres,
      int baseFollowers,
      int perDay,
      int basePopularity) {

    /** More from every day to the next. */
    long followers(LocalDate date) {
      long days = EPOCH.until(date, ChronoUnit.DAYS);
      long ripple = Math.floorMod(days * 3, 7);
      return Math.max(0, baseFollowers + days * perDay + ripple);
    }

    /** 0 to 100; one more each day, and back to the least after forty. */
    int popularity(LocalDate date) {
      long days = EPOCH.until(date, ChronoUnit.DAYS);
      return basePopularity + (int) Math.floorMod(days + baseFollowers, (long) CYCLE);
    }
  }

  /** {@code number} counts from 1. */
  record Track(String id, String name, int number, int durationMs, String isrc) {}

  /**
   * A record.
   *
   * @param type album, single or compilation
   * @param artistId whose it is
   * @param guestId who appears on it, empty for nobody
   */
  record Album(
      String id,
      String name,
      String type,
      LocalDate released,
      String artistId,
      String guestId,
      List<Track> tracks) {

    /** What the album is to an artist: its type, or appears_on. */
    String group(String artist) {
      return artist.equals(guestId) ? "appears_on" : type;
    }
  }

  /** A track and the album it is on. */
  record Found(Track track, Album album) {}

  private final List<Artist> artists =
      List.of(
          new Artist(MIRA_SOL, "Mira Sol", List.of("dream pop", "indie folk"), 18_240, 23, 31),
          new Artist(
              HARBOUR_STATIC, "Harbour Static", List.of("post-rock", "ambient"), 96_410, 41, 44),
          new Artist(NELL_AMADI, "Nell Amadi", List.of("neo soul"), 4_120, 9, 18),
          new Artist(MIRA_SOLANO, "Mira Solano", List.of("latin pop"), 251_300, 118, 55));

  private final List<Album> albums =
      List.of(
          album(
              MIRA_SOL,
              "Night Trains",
              "album",
              "2026-03-20",
              "Platform Nine",
              "Sleeper Car",
              "Signal Box",
              "The Last Connection",
              "Window Seat",
              "Border at Four",
              "Points Failure",
              "Dining Car Waltz",
              "Sidings",
              "Terminus"),
          album(
              MIRA_SOL,
              "Paper Harbour",
              "album",
              "2023-09-08",
              "Folded Boats",
              "Low Water",
              "Pilot Light",
              "Salt on the Door",
              "Paper Harbour",
              "Ferry Song",
              "Slack Tide"),
          album(MIRA_SOL, "Lanterns", "single", "2026-10-16", "Lanterns", "Lanterns (Demo)"),
          album(MIRA_SOL, "Sleeper Car", "single", "2026-02-06", "Sleeper Car"),
          album(MIRA_SOL, "Window Seat", "single", "2025-11-14", "Window Seat"),
          album(MIRA_SOL, "Border at Four", "single", "2025-08-29", "Border at Four"),
          album(MIRA_SOL, "Snow Timetable", "single", "2024-12-06", "Snow Timetable"),
          album(MIRA_SOL, "Ferry Song", "single", "2023-06-30", "Ferry Song"),
          album(MIRA_SOL, "Folded Boats", "single", "2023-04-21", "Folded Boats"),
          album(MIRA_SOL, "First Light", "single", "2022-05-13", "First Light", "Before Seven"),
          album(
              MIRA_SOL,
              "Early Departures",
              "compilation",
              "2024-05-03",
              "First Light",
              "Before Seven",
              "Folded Boats",
              "Ferry Song"),
          guest(HARBOUR_STATIC, MIRA_SOL, "Breakwater", "2025-05-23", "Groyne", "Breakwater"),
          album(HARBOUR_STATIC, "Fog Signals", "album", "2021-10-01", "Nautophone", "Diaphone"),
          album(NELL_AMADI, "Kitchen Light", "single", "2026-06-12", "Kitchen Light"),
          album(MIRA_SOLANO, "Verano Lento", "album", "2025-06-20", "Verano Lento", "Azotea"));

  List<Artist> artists() {
    return artists;
  }

  Optional<Artist> artist(String id) {
    return artists.stream().filter(artist -> artist.id().equals(id)).findFirst();
  }

  Optional<Album> album(String id) {
    return albums.stream().filter(album -> album.id().equals(id)).findFirst();
  }

  /** The newest first. */
  List<Album> albumsOf(String artist) {
    return albums.stream()
        .filter(album -> album.artistId().equals(artist) || album.guestId().equals(artist))
        .sorted(Comparator.comparing(Album::released).reversed())
        .toList();
  }

  Optional<Found> track(String id) {
    return albums.stream()
        .flatMap(album -> album.tracks().stream().map(track -> new Found(track, album)))
        .filter(found -> found.track().id().equals(id))
        .findFirst();
  }

  /** Those whose name has every word of the text, in any case. */
  List<Artist> search(String text) {
    List<String> words =
        List.of(
            text.toLowerCase(Locale.ROOT)
                .replace("artist:", " ")
                .replace('"', ' ')
                .strip()
                .split("\\s+", -1));
    return artists.stream()
        .filter(artist -> words.stream().allMatch(artist.name().toLowerCase(Locale.ROOT)::contains))
        .toList();
  }

  private static Album album(
      String artist, String name, String type, String released, String... titles) {
    return make(artist, "", name, type, released, titles);
  }

  private static Album guest(
      String artist, String guest, String name, String released, String... titles) {
    return make(artist, guest, name, "album", released, titles);
  }

  private static Album make(
      String artist, String guest, String name, String type, String released, String... titles) {
    LocalDate date = LocalDate.parse(released);
    List<Track> tracks = new ArrayList<>();
    for (String title : titles) {
      String unique = artist + name + type + title;
      int number = tracks.size() + 1;
      int duration = 150_000 + Math.floorMod(unique.hashCode(), 120_000);
      // From artist and title only: a recording keeps its ISRC on every record (ISO 3901).
      int recording = Math.floorMod((artist + title).hashCode(), 100_000);
      String isrc = String.format(Locale.ROOT, "GBAOS%02d%05d", 20 + recording % 6, recording);
      tracks.add(new Track(id("track", unique), title, number, duration, isrc));
    }
    String id = id("album", artist + name + type);
    return new Album(id, name, type, date, artist, guest, List.copyOf(tracks));
  }

  private static String id(String kind, String name) {
    String hash = Secrets.hash(kind + ":" + name);
    StringBuilder id = new StringBuilder(22);
    for (int i = 0; i < 22; i++) {
      id.append(ALPHABET.charAt(hash.charAt(i) * 31 % ALPHABET.length()));
    }
    return id.toString();
  }
}
