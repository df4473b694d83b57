package io.artistos.shared.spotify;

import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody of a tenant was sent to Spotify's consent page, as stored in {@code directory}. Its id
 * is a hash of the state in the address, which is kept nowhere; it works once, for ten minutes.
 *
 * @param verifier of PKCE (RFC 7636), sealed with the tenant's key
 */
record PendingConsent(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String artistId,
    String verifier,
    Instant until,
    long ttl) {

  /** The name under which the verifier is sealed. */
  static final String VERIFIER = "verifier";

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final String TYPE = "spotifyConsent";
  private static final int SCHEMA = 1;

  static PendingConsent of(
      String id, TenantId tenant, String artistId, String verifier, Instant now) {
    return new PendingConsent(
        id, tenant, TYPE, SCHEMA, artistId, verifier, now.plus(LIFE), LIFE.toSeconds());
  }

  static String idOf(String state) {
    return "spotify-consent:" + hash(state);
  }

  /** SHA-256 in base64url; also what PKCE calls S256. */
  static String hash(String text) {
    return Base64Url.encode(Sha256.of(text));
  }
}
