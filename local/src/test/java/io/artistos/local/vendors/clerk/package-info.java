@NullMarked
package io.artistos.local.vendors.clerk;

import org.jspecify.annotations.NullMarked;
