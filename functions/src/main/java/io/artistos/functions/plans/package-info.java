/** Marketing plans of releases. */
@NullMarked
package io.artistos.functions.plans;

import org.jspecify.annotations.NullMarked;
