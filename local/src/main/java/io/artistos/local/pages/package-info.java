/** What the pages of the stand-ins share: markup that is safe, the frame around it, the style. */
@NullMarked
package io.artistos.local.pages;

import org.jspecify.annotations.NullMarked;
