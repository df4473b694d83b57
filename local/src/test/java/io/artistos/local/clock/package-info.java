@NullMarked
package io.artistos.local.clock;

import org.jspecify.annotations.NullMarked;
