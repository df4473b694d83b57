package io.artistos.local.vendors.spotify;

import java.net.URI;
import java.util.List;

/**
 * An app registered with Spotify.
 *
 * @param redirectUris where a consent may lead, compared exactly; https, or http to a loopback IP
 *     literal (contracts, 2.1)
 */
public record SpotifyOptions(String clientId, String clientSecret, List<URI> redirectUris) {

  public SpotifyOptions {
    redirectUris = List.copyOf(redirectUris);
    for (URI uri : redirectUris) {
      if (!RedirectUris.secure(uri)) {
        throw new IllegalArgumentException("Spotify would not register " + uri);
      }
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SpotifyOptions[" + clientId + ", " + redirectUris + "]";
  }
}
