@NullMarked
package io.artistos.local.vendors.turnstile;

import org.jspecify.annotations.NullMarked;
