/** Cloudflare Turnstile: the widget as one button, and the check of its answers. */
@NullMarked
package io.artistos.local.vendors.turnstile;

import org.jspecify.annotations.NullMarked;
