/**
 * A stand-in for the Azure Functions host v4 with its Java worker: runs a packaged function app
 * from disk with HTTP, queue and timer triggers by the host's own rules. What it does not do it
 * refuses by name at start, and these it does not have at all: output bindings, other triggers than
 * the three, retry policies, keys of a single function, middleware, platform CORS, the singleton
 * lock of timers across hosts, and the restart of the worker process after a function's time-out.
 */
@NullMarked
package io.artistos.local.host;

import org.jspecify.annotations.NullMarked;
