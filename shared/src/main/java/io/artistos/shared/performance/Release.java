package io.artistos.shared.performance;

import org.jspecify.annotations.Nullable;

/**
 * A release as Spotify lists it.
 *
 * @param kind album, single or compilation
 * @param released a day, a month or a year, as Spotify has it
 * @param popularity 0 to 100; absent where Spotify does not say
 */
public record Release(
    String id,
    String name,
    String kind,
    String released,
    @Nullable Long tracks,
    @Nullable Long popularity) {

  /** The same with the popularity that was asked for. */
  public Release withPopularity(@Nullable Long now) {
    return new Release(id, name, kind, released, tracks, now);
  }
}
