package io.artistos.shared.geo;

import org.jspecify.annotations.Nullable;

/**
 * Where a connection seems to come from; nothing finer is kept.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region the first-level division, in English, such as "Bavaria"
 * @param city in English
 */
public record Location(@Nullable String country, @Nullable String region, @Nullable String city) {}
