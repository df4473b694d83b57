@NullMarked
package io.artistos.local.vault;

import org.jspecify.annotations.NullMarked;
