package io.artistos.shared.policies;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version as everybody sees it.
 *
 * @param current whether it is the one that holds
 */
public record PolicyView(
    PolicyKind kind,
    String version,
    Instant effectiveAt,
    boolean material,
    @Nullable String summary,
    @Nullable URI url,
    @Nullable Instant announcedAt,
    boolean current) {

  /**
   * @param one holds, or is to come
   */
  static PolicyView of(PolicyVersion one, Instant now) {
    return new PolicyView(
        one.kind(),
        one.version(),
        one.effectiveAt(),
        one.material(),
        one.summary(),
        one.url(),
        one.announcedAt(),
        one.inEffect(now));
  }
}
