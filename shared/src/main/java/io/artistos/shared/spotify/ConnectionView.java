package io.artistos.shared.spotify;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its artist sees it; never a token.
 *
 * @param status "none", "connected", or "reconnect" when the consent has ended
 * @param artistId of the page at Spotify whose figures are pulled
 * @param reconnectBy after that day Spotify wants a new consent
 * @param lastPull the latest snapshot
 * @param pull how the latest night went
 */
public record ConnectionView(
    String status,
    @Nullable String artistId,
    @Nullable Instant authorizedAt,
    @Nullable LocalDate reconnectBy,
    @Nullable LastPull lastPull,
    @Nullable Night pull) {

  /** Which night's snapshot there is, and when it was read. */
  public record LastPull(LocalDate day, Instant at) {}

  /**
   * @param state {@code due}, {@code running}, {@code done} or {@code failed}
   * @param reason why it was put off or failed, a short code
   */
  public record Night(LocalDate day, String state, @Nullable String reason) {}

  static ConnectionView none() {
    return new ConnectionView("none", null, null, null, null, null);
  }

  static ConnectionView of(SpotifyConnection connection) {
    SpotifyConnection.LastPull last = connection.lastPull();
    Pull pull = connection.pull();
    return new ConnectionView(
        lower(connection.status()),
        connection.artistId(),
        connection.authorizedAt(),
        connection.reconnectBy(),
        last == null ? null : new LastPull(last.day(), last.at()),
        pull == null ? null : new Night(pull.day(), lower(pull.state()), pull.reason()));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }
}
