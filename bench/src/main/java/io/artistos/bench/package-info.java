/** Benchmarks of the packaged app on the local suite: {@code ./dev bench}. */
@NullMarked
package io.artistos.bench;

import org.jspecify.annotations.NullMarked;
