/** An artist account is deleted, taken back or purged. */
@NullMarked
package io.artistos.functions.privacy;

import org.jspecify.annotations.NullMarked;
