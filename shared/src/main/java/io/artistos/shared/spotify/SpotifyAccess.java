package io.artistos.shared.spotify;

import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.spotify.SpotifyConnection.Sealed;
import io.artistos.shared.spotify.SpotifyFailure.ConsentEnded;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A working access token for a connection. Refreshing may replace the refresh token, and then the
 * old one is dead: the new one is stored before anything else is done with the answer. Thread-safe.
 *
 * <p>Two handlers can refresh at once when a claim has run out. The one that comes second is told
 * that its token is unknown; it looks again before it believes that the consent has ended. The one
 * that came first stores what it got even when the other has given up on the consent meanwhile, but
 * never over a newer consent, and never when the artist has disconnected.
 */
final class SpotifyAccess {

  /** Longer than a pull takes as a rule. */
  private static final Duration LEFT = Duration.ofMinutes(2);

  private static final int TRIES = 8;

  /** The consent has ended or was withdrawn; the item says so already, or is gone. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final SpotifyConnections connections;
  private final SpotifyClient client;
  private final ArtistMails mails;
  private final Clock clock;

  SpotifyAccess(
      SpotifyConnections connections, SpotifyClient client, ArtistMails mails, Clock clock) {
    this.connections = connections;
    this.client = client;
    this.mails = mails;
    this.clock = clock;
  }

  /** The connection with an access token that lasts; no request when there is one. */
  SpotifyConnection fresh(SpotifyConnection connection) {
    return clock.instant().plus(LEFT).isBefore(tokens(connection).accessUntil())
        ? connection
        : refreshed(connection);
  }

  /**
   * The connection with another access token. A read and a write; the artist hears when it was the
   * consent's end.
   *
   * @throws Ended when there is no consent any more
   */
  SpotifyConnection refreshed(SpotifyConnection used) {
    TenantId tenant = used.tenantId();
    try {
      Secret<String> refresh = connections.refreshToken(tenant, tokens(used));
      SpotifyTokens tokens = client.refresh(refresh);
      Sealed fresh = connections.seal(tenant, tokens, tokens.refresh().orElse(refresh));
      return working(
          connections.update(
              tenant, current -> isSameConsent(current, used) ? current.with(fresh) : current));
    } catch (ConsentEnded e) {
      return working(ended(used));
    }
  }

  /**
   * The end and the mail that tells of it are one write; neither when the token was not the last.
   */
  private Optional<SpotifyConnection> ended(SpotifyConnection used) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<SpotifyConnection>> read = connections.read(used.tenantId());
      SpotifyConnection current = read.map(Versioned::value).orElse(null);
      if (current == null
          || !isSameConsent(current, used)
          || !Objects.equals(current.tokens(), used.tokens())) {
        return Optional.ofNullable(current);
      }
      Instant now = clock.instant();
      SpotifyConnection ended = current.ended(now);
      ArtistMail mail = SpotifyReconnectMail.due(ended, now);
      if (connections.replace(ended, read.get().etag(), mail)) {
        mails.ask(mail, null);
        return Optional.of(ended);
      }
    }
    throw new Unavailable("a connection that many change at once", Duration.ofSeconds(1), null);
  }

  Secret<String> token(SpotifyConnection connection) {
    return connections.accessToken(connection.tenantId(), tokens(connection));
  }

  private static SpotifyConnection working(Optional<SpotifyConnection> found) {
    return found.filter(SpotifyConnection::works).orElseThrow(Ended::new);
  }

  private static boolean isSameConsent(SpotifyConnection a, SpotifyConnection b) {
    return a.authorizedAt().equals(b.authorizedAt());
  }

  private static Sealed tokens(SpotifyConnection connection) {
    return Objects.requireNonNull(connection.tokens());
  }
}
