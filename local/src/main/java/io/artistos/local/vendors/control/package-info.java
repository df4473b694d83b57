/** Faults that a stand-in shows on demand, for tests and over HTTP. */
@NullMarked
package io.artistos.local.vendors.control;

import org.jspecify.annotations.NullMarked;
