/** Messages between functions; the only package that knows the Storage Queue SDK. */
@NullMarked
package io.artistos.shared.queue;

import org.jspecify.annotations.NullMarked;
