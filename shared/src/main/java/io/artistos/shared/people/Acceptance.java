package io.artistos.shared.people;

import io.artistos.shared.policies.PolicyKind;
import java.time.Instant;

/** That somebody accepted a version of the terms or the privacy policy, and when. */
public record Acceptance(PolicyKind kind, String version, Instant at) {

  boolean is(PolicyKind otherKind, String otherVersion) {
    return kind == otherKind && version.equals(otherVersion);
  }
}
