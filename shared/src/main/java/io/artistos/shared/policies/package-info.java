/** The platform's terms and its privacy policy. */
@NullMarked
package io.artistos.shared.policies;

import org.jspecify.annotations.NullMarked;
