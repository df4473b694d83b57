@NullMarked
package io.artistos.local.faults;

import org.jspecify.annotations.NullMarked;
