/** The packaged app on the whole suite. */
@NullMarked
package io.artistos.functions.suite;

import org.jspecify.annotations.NullMarked;
