/** Who may call a function. */
@NullMarked
package io.artistos.shared.identity;

import org.jspecify.annotations.NullMarked;
