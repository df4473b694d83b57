@NullMarked
package io.artistos.local.vendors.spotify;

import org.jspecify.annotations.NullMarked;
