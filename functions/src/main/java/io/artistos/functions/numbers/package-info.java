/** How fan pages do. */
@NullMarked
package io.artistos.functions.numbers;

import org.jspecify.annotations.NullMarked;
