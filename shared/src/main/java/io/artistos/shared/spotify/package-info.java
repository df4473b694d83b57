/** The artist's connection to Spotify: consent, tokens, the nightly pull. */
@NullMarked
package io.artistos.shared.spotify;

import org.jspecify.annotations.NullMarked;
