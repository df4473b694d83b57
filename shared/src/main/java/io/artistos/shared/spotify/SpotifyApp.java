package io.artistos.shared.spotify;

import java.net.URI;

/**
 * Who we are at Spotify and where it is. Addresses are without a slash at the end.
 *
 * @param accounts {@code https://accounts.spotify.com}: consent and tokens
 * @param api {@code https://api.spotify.com}
 * @param redirectUri where people come back from the consent page, exactly as registered: https, or
 *     http with a loopback IP literal (developer.spotify.com, concepts/redirect_uri)
 * @param secretName names the secret that holds the client secret
 */
public record SpotifyApp(
    URI accounts, URI api, String clientId, URI redirectUri, String secretName) {}
