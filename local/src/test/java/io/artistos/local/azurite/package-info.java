@NullMarked
package io.artistos.local.azurite;

import org.jspecify.annotations.NullMarked;
