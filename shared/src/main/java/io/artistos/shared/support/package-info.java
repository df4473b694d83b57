/** The platform's staff in customers' accounts: asked for, granted, watched, ended. */
@NullMarked
package io.artistos.shared.support;

import org.jspecify.annotations.NullMarked;
