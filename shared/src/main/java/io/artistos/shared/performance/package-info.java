/** How the artist's music does: figures by day and source, read from files and shown as series. */
@NullMarked
package io.artistos.shared.performance;

import org.jspecify.annotations.NullMarked;
