/**
 * A server for the part of the Cosmos DB REST protocol that the Java SDK speaks in gateway mode
 * (contracts section 5), durable on H2 MVStore.
 */
@NullMarked
package io.artistos.local.cosmos;

import org.jspecify.annotations.NullMarked;
