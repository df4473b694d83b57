/** From a client address to a city, without keeping the address. */
@NullMarked
package io.artistos.shared.geo;

import org.jspecify.annotations.NullMarked;
