package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Says that a fan's item has mail that is due; the item says which. Ids only. The members' names
 * must not be those of the queue trigger's metadata ({@code id}, {@code dequeueCount}, …), which
 * they would hide.
 *
 * @param traceParent the W3C trace context of whoever asked for it
 */
public record FanMailMessage(TenantId tenant, String fan, @Nullable String traceParent) {}
