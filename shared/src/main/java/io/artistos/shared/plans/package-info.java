/** Marketing plans of releases: made in the background, edited and approved, mailed day by day. */
@NullMarked
package io.artistos.shared.plans;

import org.jspecify.annotations.NullMarked;
