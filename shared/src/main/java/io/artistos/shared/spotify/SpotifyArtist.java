package io.artistos.shared.spotify;

import java.util.OptionalLong;

/**
 * An artist as the Web API shows it; a development-mode app is told neither followers nor
 * popularity (contracts, section 2.3).
 *
 * @param popularity 0 to 100
 */
record SpotifyArtist(String name, OptionalLong followers, OptionalLong popularity) {}
