/** Settings, the composition root, and what lies between the worker and the triggers. */
@NullMarked
package io.artistos.functions.boot;

import org.jspecify.annotations.NullMarked;
