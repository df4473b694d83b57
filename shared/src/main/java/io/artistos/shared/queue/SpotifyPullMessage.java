package io.artistos.shared.queue;

import io.artistos.shared.tenancy.TenantId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Says that a tenant's figures are to be pulled from Spotify; the connection's item says what has
 * become of it.
 *
 * @param day the night that it belongs to, in UTC
 * @param traceParent the W3C trace context of whoever asked for it
 */
public record SpotifyPullMessage(TenantId tenant, LocalDate day, @Nullable String traceParent) {}
