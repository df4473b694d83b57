/** Fans sign up, confirm, leave; their artist lists them. */
@NullMarked
package io.artistos.functions.audit;

import org.jspecify.annotations.NullMarked;
