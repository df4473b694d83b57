/** Work that goes on after the answer, and that the caller can ask about. */
@NullMarked
package io.artistos.shared.operations;

import org.jspecify.annotations.NullMarked;
