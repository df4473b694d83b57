/** The real local servers, for tests of the rules. */
@NullMarked
package io.artistos.shared.testing;

import org.jspecify.annotations.NullMarked;
