/** Long work in the background. */
@NullMarked
package io.artistos.functions.jobs;

import org.jspecify.annotations.NullMarked;
