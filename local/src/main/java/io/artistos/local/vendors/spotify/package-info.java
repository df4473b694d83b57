/**
 * A stand-in for Spotify on loopback: authorization with a consent page, tokens, and the reads of
 * artists, albums and tracks, as an app in Development Mode sees them or as one with extended quota
 * does (contracts, section 2). What Spotify has and this has not is refused by name.
 */
@NullMarked
package io.artistos.local.vendors.spotify;

import org.jspecify.annotations.NullMarked;
