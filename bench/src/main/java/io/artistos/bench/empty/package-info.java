/** A function app that does nothing, packed by the cold-start benchmark. */
@NullMarked
package io.artistos.bench.empty;

import org.jspecify.annotations.NullMarked;
