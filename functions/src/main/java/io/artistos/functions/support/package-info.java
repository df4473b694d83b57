/** The platform's staff in customers' accounts. */
@NullMarked
package io.artistos.functions.support;

import org.jspecify.annotations.NullMarked;
