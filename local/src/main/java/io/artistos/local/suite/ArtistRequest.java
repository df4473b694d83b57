package io.artistos.local.suite;

import java.util.Map;
import java.util.TreeMap;

/** What somebody sends to open an artist account; the same for the demo, tests and benchmarks. */
public final class ArtistRequest {

  private ArtistRequest() {}

  /** The body of {@code POST /api/artists}. */
  public static Map<String, String> of(String artistName, String slug) {
    return new TreeMap<>(
        Map.of(
            "artistName", artistName,
            "slug", slug,
            "timeZone", "Europe/London",
            "country", "GB",
            "postalAddress", "12 Harbour Lane, Bristol BS1 4RW, United Kingdom",
            "birthDate", "1994-05-17",
            "terms", "2026-01",
            "privacyPolicy", "2026-01"));
  }

  /** The same with a line about the artist. */
  public static Map<String, String> of(String artistName, String slug, String intro) {
    Map<String, String> body = of(artistName, slug);
    body.put("intro", intro);
    return body;
  }
}
