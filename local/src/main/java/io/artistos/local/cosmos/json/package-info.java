/** JSON as the store keeps it and as queries compare it. */
@NullMarked
package io.artistos.local.cosmos.json;

import org.jspecify.annotations.NullMarked;
