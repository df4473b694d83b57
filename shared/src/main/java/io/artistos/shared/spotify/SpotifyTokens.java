package io.artistos.shared.spotify;

import io.artistos.shared.crypto.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * What the token endpoint gives.
 *
 * @param refresh absent when the one that was used stays good
 * @param accessUntil when the access token runs out
 * @param scope as granted, empty when nothing beyond public data was
 */
record SpotifyTokens(
    Secret<String> access, Optional<Secret<String>> refresh, Instant accessUntil, String scope) {}
