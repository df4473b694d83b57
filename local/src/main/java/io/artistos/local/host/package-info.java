/**
 * A stand-in for the Azure Functions host v4 with its Java worker: runs a packaged function app
 * from disk with HTTP, queue and timer triggers by the host's own rules. What it does not do it
 * refuses by name at start, and these it does not have at all: output bindings, other triggers than
 * the three, middleware, platform CORS and identity-based connections of triggers.
 */
@NullMarked
package io.artistos.local.host;

import org.jspecify.annotations.NullMarked;
