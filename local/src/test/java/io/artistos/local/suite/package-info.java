@NullMarked
package io.artistos.local.suite;

import org.jspecify.annotations.NullMarked;
