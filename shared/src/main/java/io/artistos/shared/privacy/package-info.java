/** Deleting an artist account, taking that back, and the purge that proves itself. */
@NullMarked
package io.artistos.shared.privacy;

import org.jspecify.annotations.NullMarked;
