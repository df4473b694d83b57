/** Work that goes on after the answer. */
@NullMarked
package io.artistos.functions.operations;

import org.jspecify.annotations.NullMarked;
