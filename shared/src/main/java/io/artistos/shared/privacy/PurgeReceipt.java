package io.artistos.shared.privacy;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What a purge did, for whoever has to prove it. Holds nothing personal: a tenant's id is random
 * and, with the account gone, leads nowhere.
 *
 * @param deletedAt when the account was deleted
 * @param keyDestroyedAt when the tenant's data key was known to be destroyed, before anything else
 * @param removed items and files by store, the data key not among them
 * @param sweeps how often all stores were gone through; more than one when something was still
 *     written during the first
 * @param verifiedAt when all stores had been read again and nothing was found
 * @param retiredAddresses how many page addresses stay taken, as keyed hashes
 * @param retiredUntil when those go
 */
public record PurgeReceipt(
    TenantId tenant,
    Instant deletedAt,
    Instant keyDestroyedAt,
    SortedMap<String, Long> removed,
    int sweeps,
    Instant verifiedAt,
    int retiredAddresses,
    Instant retiredUntil) {}
