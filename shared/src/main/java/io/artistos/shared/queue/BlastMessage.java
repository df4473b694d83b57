package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;

/**
 * Says that a blast has to be cut into chunks or, from chunk {@code from} on, that its open chunks
 * are to be asked for again. Ids only.
 */
public record BlastMessage(TenantId tenant, String blast, int from) {}
