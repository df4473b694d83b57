/** What slows down those who ask too often, on all instances together. */
@NullMarked
package io.artistos.shared.abuse;

import org.jspecify.annotations.NullMarked;
