/** People who sign in, and the artist accounts they work on. */
@NullMarked
package io.artistos.functions.people;

import org.jspecify.annotations.NullMarked;
