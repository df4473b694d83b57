/** Blasts: composing and sending them, and the background work that follows. */
@NullMarked
package io.artistos.functions.blasts;

import org.jspecify.annotations.NullMarked;
