/**
 * A function app for the host's tests. It is packed into a jar and loaded from there, so it sees
 * the JDK, the worker's interfaces and its own lib folder, and nothing of the tests.
 */
@NullMarked
package io.artistos.local.host.sample;

import org.jspecify.annotations.NullMarked;
