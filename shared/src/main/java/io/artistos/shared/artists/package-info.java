/** Artist accounts. */
@NullMarked
package io.artistos.shared.artists;

import org.jspecify.annotations.NullMarked;
