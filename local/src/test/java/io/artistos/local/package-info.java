@NullMarked
package io.artistos.local;

import org.jspecify.annotations.NullMarked;
