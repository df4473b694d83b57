/** Long work over one tenant's data, done step by step in the background. */
@NullMarked
package io.artistos.shared.jobs;

import org.jspecify.annotations.NullMarked;
