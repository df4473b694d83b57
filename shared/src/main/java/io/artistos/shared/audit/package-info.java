/** What happened in an artist account and who did it: written once, read, never changed. */
@NullMarked
package io.artistos.shared.audit;

import org.jspecify.annotations.NullMarked;
