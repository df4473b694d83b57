/** Figures uploaded and shown. */
@NullMarked
package io.artistos.functions.performance;

import org.jspecify.annotations.NullMarked;
