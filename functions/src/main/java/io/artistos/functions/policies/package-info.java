/** The platform's terms and its privacy policy, and telling people of changes. */
@NullMarked
package io.artistos.functions.policies;

import org.jspecify.annotations.NullMarked;
