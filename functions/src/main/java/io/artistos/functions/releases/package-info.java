/** Releases and their media. */
@NullMarked
package io.artistos.functions.releases;

import org.jspecify.annotations.NullMarked;
