/** Lists of fans that artists bring from elsewhere. */
@NullMarked
package io.artistos.shared.imports;

import org.jspecify.annotations.NullMarked;
