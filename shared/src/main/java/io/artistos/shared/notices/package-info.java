/** Transactional mail to the artist: something waits, something happened, something is to do. */
@NullMarked
package io.artistos.shared.notices;

import org.jspecify.annotations.NullMarked;
