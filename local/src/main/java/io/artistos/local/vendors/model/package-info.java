/** A stand-in for a language model behind an OpenAI-compatible endpoint. */
@NullMarked
package io.artistos.local.vendors.model;

import org.jspecify.annotations.NullMarked;
