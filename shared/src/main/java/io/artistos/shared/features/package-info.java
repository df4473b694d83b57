/** What is not there for everybody yet, or not any more, and for whom it is. */
@NullMarked
package io.artistos.shared.features;

import org.jspecify.annotations.NullMarked;
