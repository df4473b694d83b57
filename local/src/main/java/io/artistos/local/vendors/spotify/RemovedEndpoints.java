package io.artistos.local.vendors.spotify;

import io.artistos.local.http.Request;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What Spotify took away from apps in Development Mode (contracts, 2.3). The statuses are those
 * that owners of such apps report: 403 nearly everywhere, 404 for recommendations
 * (LargeModGames/spotatui issue 517, LucasSantana-Dev/Lucky issue 2072).
 */
final class RemovedEndpoints {

  private static final Pattern GONE_404 = Pattern.compile("/v1/recommendations(/.*)?");

  private static final List<Pattern> FORBIDDEN =
      List.of(
          // Taken on 2024-11-27.
          Pattern.compile("/v1/artists/[^/]+/related-artists"),
          Pattern.compile("/v1/audio-(features|analysis)(/[^/]+)?"),
          Pattern.compile("/v1/browse/.*"),
          // Taken on 2026-02-11 and 2026-03-09.
          Pattern.compile("/v1/artists/[^/]+/top-tracks"),
          Pattern.compile("/v1/(artists|albums|tracks|shows|episodes|audiobooks|chapters)"),
          Pattern.compile("/v1/markets"),
          Pattern.compile("/v1/users/.+"),
          Pattern.compile("/v1/playlists/[^/]+/(tracks|followers)(/.*)?"),
          Pattern.compile("/v1/me/[^/]+/contains"));

  /** The lists themselves may still be read; saving, following and their opposites are gone. */
  private static final Pattern NO_WRITES =
      Pattern.compile("/v1/me/(albums|tracks|shows|episodes|audiobooks|following)");

  private RemovedEndpoints() {}

  /** What a request for something that was taken away is answered; empty when it was not. */
  static OptionalInt status(Request request, String path) {
    if (GONE_404.matcher(path).matches()) {
      return OptionalInt.of(404);
    }
    boolean write = !request.method().equals("GET");
    boolean forbidden =
        FORBIDDEN.stream().anyMatch(pattern -> pattern.matcher(path).matches())
            || (write && NO_WRITES.matcher(path).matches());
    return forbidden ? OptionalInt.of(403) : OptionalInt.empty();
  }
}
