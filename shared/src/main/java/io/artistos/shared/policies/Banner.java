package io.artistos.shared.policies;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a dashboard shows to every member until it is old.
 *
 * @param kind what it is about; so far there is {@code policy-changed} alone
 * @param inEffect whether the version holds already
 * @param summary what changes
 * @param url where to read it
 * @param accepted whether whoever is shown it accepted it; absent for who is no person
 */
public record Banner(
    String kind,
    PolicyKind policy,
    String version,
    Instant effectiveAt,
    boolean inEffect,
    @Nullable String summary,
    @Nullable URI url,
    @Nullable Boolean accepted) {

  private static final String POLICY_CHANGED = "policy-changed";

  static Banner of(PolicyVersion one, Instant now) {
    return new Banner(
        POLICY_CHANGED,
        one.kind(),
        one.version(),
        one.effectiveAt(),
        one.inEffect(now),
        one.summary(),
        one.url(),
        null);
  }

  /** The same for somebody. */
  Banner accepted(boolean byThem) {
    return new Banner(kind, policy, version, effectiveAt, inEffect, summary, url, byThem);
  }
}
