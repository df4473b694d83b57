package io.artistos.shared.fans;

import io.artistos.shared.cosmos.ItemType;
import java.time.Duration;
import java.time.Instant;

/**
 * That a page is under attack, as stored in {@code directory}; it goes by itself.
 *
 * @param since the beginning; names the attack
 * @param until when the page relaxes, unless it goes on
 * @param ttl seconds from the last write
 */
@ItemType(PageAttack.TYPE)
record PageAttack(String id, String type, int schema, Instant since, Instant until, long ttl) {

  static final String TYPE = "pageAttack";

  /** Whoever attacks in waves, or stops to see what happens, is no new one. */
  static final Duration QUIET = Duration.ofHours(6);

  private static final long TTL = Duration.ofHours(8).toSeconds();

  static PageAttack of(String id, Instant since, Instant until) {
    return new PageAttack(id, TYPE, 1, since, until, TTL);
  }

  /** Whether what happens now is part of it. */
  boolean goesOn(Instant now) {
    return now.isBefore(until.plus(QUIET));
  }
}
