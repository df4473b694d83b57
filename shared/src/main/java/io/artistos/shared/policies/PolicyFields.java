package io.artistos.shared.policies;

import io.artistos.shared.http.Fields;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Fields of bodies by which somebody accepts what holds. */
public final class PolicyFields {

  private static final int MOST_VERSION = 20;

  private PolicyFields() {}

  /** The versions that are accepted, one of each kind; only those that hold can be. */
  public static Map<PolicyKind, String> accepted(Fields fields, Policies policies, Instant now) {
    Map<PolicyKind, String> accepted = new EnumMap<>(PolicyKind.class);
    for (PolicyKind kind : PolicyKind.values()) {
      String version = fields.required(kind.word(), MOST_VERSION);
      if (!version.isEmpty() && !policies.isCurrent(kind, version, now)) {
        fields.reject(kind.word(), "outdated", "Only the current version can be accepted.");
      }
      accepted.put(kind, version);
    }
    return accepted;
  }
}
