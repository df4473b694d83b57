/**
 * The part of the NoSQL query language that the local server answers; knows nothing of storage or
 * HTTP.
 */
@NullMarked
package io.artistos.local.cosmos.sql;

import org.jspecify.annotations.NullMarked;
