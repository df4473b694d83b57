/** How fan pages do: views, sign-ups, confirmations and goodbyes by day, place and source. */
@NullMarked
package io.artistos.shared.numbers;

import org.jspecify.annotations.NullMarked;
