/** Fans of an artist: signing up, confirming, leaving. */
@NullMarked
package io.artistos.shared.fans;

import org.jspecify.annotations.NullMarked;
