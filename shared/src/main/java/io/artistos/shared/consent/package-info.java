/** What fans agree to, word for word. */
@NullMarked
package io.artistos.shared.consent;

import org.jspecify.annotations.NullMarked;
