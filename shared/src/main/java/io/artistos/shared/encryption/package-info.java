/** Fields that are encrypted with their tenant's own key. */
@NullMarked
package io.artistos.shared.encryption;

import org.jspecify.annotations.NullMarked;
