/** The audit logs, read. */
@NullMarked
package io.artistos.functions.audit;

import org.jspecify.annotations.NullMarked;
