/** The suite's time: the machine's, and what somebody moved it by. */
@NullMarked
package io.artistos.local.clock;

import org.jspecify.annotations.NullMarked;
