/** Transactional mail through Resend. */
@NullMarked
package io.artistos.shared.mail;

import org.jspecify.annotations.NullMarked;
