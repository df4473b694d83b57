package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Says that mail to the artist is due; the item says which. Ids only.
 *
 * @param mail the id of the item
 * @param traceParent the W3C trace context of whoever asked for it
 */
public record ArtistMailMessage(TenantId tenant, String mail, @Nullable String traceParent) {}
