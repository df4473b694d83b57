@NullMarked
package io.artistos.local.host;

import org.jspecify.annotations.NullMarked;
