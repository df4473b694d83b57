@NullMarked
package io.artistos.local.vendors;

import org.jspecify.annotations.NullMarked;
