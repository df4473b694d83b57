package io.artistos.shared.policies;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the terms or of the privacy policy.
 *
 * @param version unique for its kind: 1 to 20 letters, digits, full stops and hyphens of ASCII
 * @param material whether it changes what people agreed to, so that everybody has to be told
 * @param summary what changes, for people; absent in those that were never announced
 * @param url where to read it; likewise
 * @param announcedAt absent in those that the app was published with
 */
public record PolicyVersion(
    PolicyKind kind,
    String version,
    Instant effectiveAt,
    boolean material,
    @Nullable String summary,
    @Nullable URI url,
    @Nullable Instant announcedAt) {

  /** How long a banner stays after the version took effect. */
  static final Duration NEWS_AFTER = Duration.ofDays(30);

  private static final String FIRST = "2026-01";
  private static final Instant FIRST_DAY = Instant.parse("2026-01-01T00:00:00Z");

  /** The version that holds until another one that was announced takes effect. */
  public static PolicyVersion builtIn(PolicyKind kind) {
    return new PolicyVersion(kind, FIRST, FIRST_DAY, false, null, null, null);
  }

  boolean is(PolicyKind otherKind, String otherVersion) {
    return kind == otherKind && version.equals(otherVersion);
  }

  boolean inEffect(Instant now) {
    return !now.isBefore(effectiveAt);
  }

  /** Whether people are to be told of it: material, and not in effect for long. */
  boolean isNews(Instant now) {
    return material && announcedAt != null && now.isBefore(effectiveAt.plus(NEWS_AFTER));
  }

  /** The same, announced at another time. */
  PolicyVersion announced(@Nullable Instant at) {
    return new PolicyVersion(kind, version, effectiveAt, material, summary, url, at);
  }

  /** Whether it says the same, whenever that was announced. */
  boolean saysTheSame(PolicyVersion other) {
    return announced(null).equals(other.announced(null));
  }
}
