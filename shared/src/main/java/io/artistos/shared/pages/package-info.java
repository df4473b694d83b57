/** Fan pages: what fans see before they are fans. */
@NullMarked
package io.artistos.shared.pages;

import org.jspecify.annotations.NullMarked;
