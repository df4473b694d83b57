/** The artist connects Spotify, and figures are pulled every night. */
@NullMarked
package io.artistos.functions.spotify;

import org.jspecify.annotations.NullMarked;
