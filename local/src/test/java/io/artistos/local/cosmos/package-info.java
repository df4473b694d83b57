/** The local Cosmos server as the real SDK sees it. */
@NullMarked
package io.artistos.local.cosmos;

import org.jspecify.annotations.NullMarked;
