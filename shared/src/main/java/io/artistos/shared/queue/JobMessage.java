package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Says that a job can go on; its item says where. Ids only.
 *
 * @param job the id of the item
 * @param traceParent the W3C trace context of whoever asked for it
 */
public record JobMessage(TenantId tenant, String job, @Nullable String traceParent) {}
