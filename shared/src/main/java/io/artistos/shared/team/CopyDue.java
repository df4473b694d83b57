package io.artistos.shared.team;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access of the staff of which the list of whoever asked does not show yet what stands in the
 * team.
 *
 * @param account the slug it was asked with; null when the list had it before
 * @param at when the sweeper looks after it
 */
public record CopyDue(@Nullable String account, Instant at) {}
