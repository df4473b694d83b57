/** Releases with their collaborators and media, from draft to live. */
@NullMarked
package io.artistos.shared.releases;

import org.jspecify.annotations.NullMarked;
