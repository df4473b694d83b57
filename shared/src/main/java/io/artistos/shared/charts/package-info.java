/** What pictures of figures have in common. */
@NullMarked
package io.artistos.shared.charts;

import org.jspecify.annotations.NullMarked;
