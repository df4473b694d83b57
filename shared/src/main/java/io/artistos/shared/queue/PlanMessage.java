package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Says that an operation wants a plan made; the operation says for which release. Ids only.
 *
 * @param operation the id of the item
 * @param traceParent the W3C trace context of whoever asked for it
 */
public record PlanMessage(TenantId tenant, String operation, @Nullable String traceParent) {}
