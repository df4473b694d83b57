/**
 * Stand-ins for the vendors' APIs on loopback, and the inbox where mail lands.
 *
 * <p>Served of Resend: sending one mail, sending a batch, reading a mail back; keys, idempotency
 * and the rate limit as published. Refused by name: attachments, scheduled mail, templates,
 * webhooks, suppressions, quotas, domains. Spotify is in a package of its own.
 */
@NullMarked
package io.artistos.local.vendors;

import org.jspecify.annotations.NullMarked;
