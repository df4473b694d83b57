package io.artistos.shared.spotify;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Spotify, as stored beside the account, at most one to a tenant. Tokens, and the
 * id of the Spotify account that consented, are sealed with the tenant's key.
 *
 * @param status whether the consent still works
 * @param artistId of the artist's page at Spotify, which is public
 * @param accountId sealed
 * @param scope as granted, empty for public data only
 * @param authorizedAt when the consent was given; tells one consent from the next
 * @param tokens absent when the consent has ended
 * @param pull of the latest night, absent before the first
 * @param lastPull the latest snapshot
 */
@ItemType(SpotifyConnection.TYPE)
record SpotifyConnection(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    Status status,
    String artistId,
    String accountId,
    String scope,
    Instant authorizedAt,
    @Nullable Sealed tokens,
    @Nullable Pull pull,
    @Nullable LastPull lastPull) {

  static final String ID = "spotify-connection";
  static final String TYPE = "spotifyConnection";

  private static final int SCHEMA = 1;

  /** A refresh token dies six months after consent (developer.spotify.com/blog, 2026-06-18). */
  private static final int CONSENT_MONTHS = 6;

  /** Whether the consent still works. */
  enum Status {
    @JsonProperty("connected")
    CONNECTED,
    /** It was withdrawn at Spotify or ran out: the artist has to connect again. */
    @JsonProperty("reconnect")
    RECONNECT
  }

  /** Both tokens as they are stored. */
  record Sealed(String refreshToken, String accessToken, Instant accessUntil) {}

  /** Which night's snapshot there is, and when it was read. */
  record LastPull(LocalDate day, Instant at) {}

  static SpotifyConnection of(
      TenantId tenant,
      String artistId,
      String accountId,
      String scope,
      Instant authorizedAt,
      Sealed tokens) {
    return new SpotifyConnection(
        ID,
        tenant,
        TYPE,
        SCHEMA,
        Status.CONNECTED,
        artistId,
        accountId,
        scope,
        authorizedAt,
        tokens,
        Pull.due(Nights.of(authorizedAt), authorizedAt),
        null);
  }

  /** The last day on which the consent works. */
  LocalDate reconnectBy() {
    return authorizedAt.atZone(ZoneOffset.UTC).plusMonths(CONSENT_MONTHS).toLocalDate();
  }

  boolean works() {
    return status == Status.CONNECTED && tokens != null;
  }

  SpotifyConnection with(Sealed fresh) {
    return with(Status.CONNECTED, fresh, pull, lastPull);
  }

  SpotifyConnection with(@Nullable Pull change) {
    return with(status, tokens, change, lastPull);
  }

  SpotifyConnection with(@Nullable LastPull change) {
    return with(status, tokens, pull, change);
  }

  /** The consent does not work any more: no token is kept. */
  SpotifyConnection ended(Instant now) {
    Pull failed = pull == null ? null : pull.failed(now, "consent-ended");
    return with(Status.RECONNECT, null, failed, lastPull);
  }

  private SpotifyConnection with(
      Status newStatus,
      @Nullable Sealed newTokens,
      @Nullable Pull newPull,
      @Nullable LastPull newLastPull) {
    return new SpotifyConnection(
        id,
        tenantId,
        type,
        SCHEMA,
        newStatus,
        artistId,
        accountId,
        scope,
        authorizedAt,
        newTokens,
        newPull,
        newLastPull);
  }
}
