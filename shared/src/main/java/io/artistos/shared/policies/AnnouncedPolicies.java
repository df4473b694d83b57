package io.artistos.shared.policies;

import io.artistos.shared.cosmos.ItemType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every version that was announced, as stored in {@code directory}: one item, so that the rules
 * between them hold because announcing is one conditional write. It grows by a few versions a year.
 *
 * @param versions in the order in which they were announced
 */
@ItemType(AnnouncedPolicies.TYPE)
record AnnouncedPolicies(String id, String type, int schema, List<PolicyVersion> versions) {

  /** The only one. */
  static final String ID = "policies";

  static final String TYPE = "policies";
  private static final int SCHEMA = 1;

  AnnouncedPolicies {
    versions = List.copyOf(versions);
  }

  static AnnouncedPolicies none() {
    return new AnnouncedPolicies(ID, TYPE, SCHEMA, List.of());
  }

  AnnouncedPolicies with(PolicyVersion version) {
    return new AnnouncedPolicies(
        id, type, SCHEMA, Stream.concat(versions.stream(), Stream.of(version)).toList());
  }

  /** One that was announced, or that the app was published with. */
  Optional<PolicyVersion> find(PolicyKind kind, String version) {
    return of(kind).filter(one -> one.is(kind, version)).findFirst();
  }

  /** The one that takes effect after all others, or did. */
  PolicyVersion newest(PolicyKind kind) {
    return of(kind).max(Comparator.comparing(PolicyVersion::effectiveAt)).orElseThrow();
  }

  /** The one that holds. */
  PolicyVersion current(PolicyKind kind, Instant now) {
    return of(kind)
        .filter(one -> one.inEffect(now))
        .max(Comparator.comparing(PolicyVersion::effectiveAt))
        .orElseGet(() -> PolicyVersion.builtIn(kind));
  }

  /** Whether it took effect and another one did after it. */
  boolean isReplaced(PolicyVersion one, Instant now) {
    return one.inEffect(now) && !current(one.kind(), now).equals(one);
  }

  /** Those that people are to be told of, in the order in which they were announced. */
  List<PolicyVersion> news(Instant now) {
    return versions.stream().filter(one -> one.isNews(now)).toList();
  }

  private Stream<PolicyVersion> of(PolicyKind kind) {
    return Stream.concat(
        Stream.of(PolicyVersion.builtIn(kind)),
        versions.stream().filter(one -> one.kind() == kind));
  }
}
