/** Artist accounts. */
@NullMarked
package io.artistos.functions.artists;

import org.jspecify.annotations.NullMarked;
