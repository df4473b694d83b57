package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;

/** Says that a chunk of a blast's recipients is due; the chunk's item says the rest. Ids only. */
public record BlastChunkMessage(TenantId tenant, String blast, int chunk) {}
