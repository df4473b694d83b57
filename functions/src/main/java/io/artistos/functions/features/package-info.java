/** Features that can be switched. */
@NullMarked
package io.artistos.functions.features;

import org.jspecify.annotations.NullMarked;
