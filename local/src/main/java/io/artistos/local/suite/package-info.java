/**
 * The whole suite on one machine: starts every stand-in, prepares them for the packaged app, runs
 * it.
 */
@NullMarked
package io.artistos.local.suite;

import org.jspecify.annotations.NullMarked;
