/** Blasts: one mail from an artist to many fans, each of whom gets it once. */
@NullMarked
package io.artistos.shared.blasts;

import org.jspecify.annotations.NullMarked;
