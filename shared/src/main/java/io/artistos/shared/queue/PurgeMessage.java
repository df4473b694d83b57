package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;

/** Says that a deleted account's purge can go on; its record in {@code directory} says where. */
public record PurgeMessage(TenantId tenant) {}
