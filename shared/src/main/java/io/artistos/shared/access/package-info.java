/** Who is let in: what a function declares, held against who calls. */
@NullMarked
package io.artistos.shared.access;

import org.jspecify.annotations.NullMarked;
