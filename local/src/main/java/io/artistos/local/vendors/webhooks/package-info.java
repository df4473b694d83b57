/** Webhooks as Svix sends them, for every stand-in that has some (contracts, 1.7). */
@NullMarked
package io.artistos.local.vendors.webhooks;

import org.jspecify.annotations.NullMarked;
