package io.artistos.shared.spotify;

import java.time.Duration;

/** What Spotify says instead of an answer; see also {@code Unavailable} for no answer at all. */
abstract sealed class SpotifyFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private SpotifyFailure(String message) {
    super(message);
  }

  /** {@code invalid_grant}: the consent was withdrawn, is six months old, or the code was used. */
  static final class ConsentEnded extends SpotifyFailure {
    private static final long serialVersionUID = 1L;

    ConsentEnded() {
      super("Spotify does not know this consent any more");
    }
  }

  /** 401: the access token has run out or was revoked. */
  static final class TokenRefused extends SpotifyFailure {
    private static final long serialVersionUID = 1L;

    TokenRefused() {
      super("Spotify refused the access token");
    }
  }

  /** 429. */
  static final class Busy extends SpotifyFailure {
    private static final long serialVersionUID = 1L;

    private final boolean quota;
    private final Duration retryAfter;

    /**
     * @param quota the day's quota is used up: waiting some seconds is of no use
     */
    Busy(boolean quota, Duration retryAfter) {
      super(quota ? "Spotify's quota is used up" : "Spotify asks to slow down");
      this.quota = quota;
      this.retryAfter = retryAfter;
    }

    boolean quota() {
      return quota;
    }

    Duration retryAfter() {
      return retryAfter;
    }
  }

  /** Any other 4xx: asking again gives the same. */
  static final class Refused extends SpotifyFailure {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status) {
      super("Spotify refused with status " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
