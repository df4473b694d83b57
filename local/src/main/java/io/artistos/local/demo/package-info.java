/** The whole story of an artist, played against a running suite over HTTP. */
@NullMarked
package io.artistos.local.demo;

import org.jspecify.annotations.NullMarked;
