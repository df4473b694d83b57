package io.artistos.local.vendors.webhooks;

/**
 * One event, as its webhook says it. Every attempt has the same id and the same body.
 *
 * @param id of the message, {@code svix-id}
 */
public record WebhookEvent(String id, String body) {}
