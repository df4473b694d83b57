/** The only package that knows the Cosmos DB SDK. */
@NullMarked
package io.artistos.shared.cosmos;

import org.jspecify.annotations.NullMarked;
