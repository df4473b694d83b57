/**
 * A stand-in for Clerk on loopback: session tokens with the claims of version 2 and the keys to
 * verify them with, a sign-in page, reading and deleting users, signed webhooks (contracts, section
 * 3). What Clerk has and this has not is refused by name.
 */
@NullMarked
package io.artistos.local.vendors.clerk;

import org.jspecify.annotations.NullMarked;
