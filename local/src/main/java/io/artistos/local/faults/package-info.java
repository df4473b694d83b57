/**
 * How every stand-in is told to misbehave, in one way: a layer over its HTTP server, and {@code
 * /control/faults}.
 */
@NullMarked
package io.artistos.local.faults;

import org.jspecify.annotations.NullMarked;
