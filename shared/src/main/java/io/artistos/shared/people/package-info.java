/** The people who sign in: what is known of them, and the artist accounts they work on. */
@NullMarked
package io.artistos.shared.people;

import org.jspecify.annotations.NullMarked;
