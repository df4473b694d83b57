/** Secrets, keyed hashes, signed links and sealed cursors. */
@NullMarked
package io.artistos.shared.crypto;

import org.jspecify.annotations.NullMarked;
