/** A small cache of values that may be a little old. */
@NullMarked
package io.artistos.shared.cache;

import org.jspecify.annotations.NullMarked;
