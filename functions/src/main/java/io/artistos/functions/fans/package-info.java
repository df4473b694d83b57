/** Fans sign up, confirm, leave; their artist lists them. */
@NullMarked
package io.artistos.functions.fans;

import org.jspecify.annotations.NullMarked;
