/** What can go wrong, in words of the product; {@code http} turns each into a status. */
@NullMarked
package io.artistos.shared.errors;

import org.jspecify.annotations.NullMarked;
