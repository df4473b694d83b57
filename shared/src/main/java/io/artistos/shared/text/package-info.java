/** Text that people typed, and bytes as text. */
@NullMarked
package io.artistos.shared.text;

import org.jspecify.annotations.NullMarked;
