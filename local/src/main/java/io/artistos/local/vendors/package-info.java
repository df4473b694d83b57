/**
 * Stand-ins for the vendors' APIs on loopback, and the inbox where mail lands.
 *
 * <p>Served of Resend: sending one mail, sending a batch, reading a mail back, the suppression
 * list, signed webhooks; keys, idempotency, the rate limit and quotas as published. Refused by
 * name: attachments, scheduled mail, templates, managing webhooks, suppressing in batches, domains.
 * Spotify, Clerk and the language model have packages of their own.
 */
@NullMarked
package io.artistos.local.vendors;

import org.jspecify.annotations.NullMarked;
