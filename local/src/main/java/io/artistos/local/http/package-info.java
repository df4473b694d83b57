/** The little HTTP server that every stand-in is built on. */
@NullMarked
package io.artistos.local.http;

import org.jspecify.annotations.NullMarked;
