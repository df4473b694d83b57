/** What fans see before they are fans. */
@NullMarked
package io.artistos.functions.pages;

import org.jspecify.annotations.NullMarked;
