package io.artistos.shared.people;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.policies.PolicyKind;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in, as stored in {@code directory}: one item, so that listing hundreds of
 * artist accounts is one read (500 take some 80 KB).
 *
 * @param id {@code person:} and the user id
 * @param userId {@code user_…}
 * @param email the primary address, when it is verified
 * @param name first and last
 * @param tenants of the memberships, for the purge's search; of somebody who was deleted, those
 *     that still have to be left
 * @param memberships by the artist's name
 * @param toldAt when the provider last changed what it says of them, in milliseconds since 1970; 0
 *     while it was never asked
 * @param accepted versions of the terms and the privacy policy, in the order in which they were
 * @param deletedAt present once their sign-in was deleted: then nothing personal is here, and the
 *     item only keeps news that come late from bringing them back
 * @param ttl seconds; present with {@code deletedAt}
 */
@ItemType(Person.TYPE)
public record Person(
    String id,
    String type,
    int schema,
    String userId,
    @Nullable String email,
    @Nullable String name,
    List<TenantId> tenants,
    List<Membership> memberships,
    long toldAt,
    @Nullable List<Acceptance> accepted,
    @Nullable Instant deletedAt,
    @Nullable Integer ttl) {

  static final String TYPE = "person";
  private static final int SCHEMA = 1;

  /** Far longer than the provider repeats an event, which is some 28 hours. */
  static final Duration TOMBSTONE_KEPT = Duration.ofDays(60);

  public Person {
    tenants = List.copyOf(tenants);
    memberships = List.copyOf(memberships);
  }

  /** The id of the item that stands for somebody. */
  static String idOf(String userId) {
    return "person:" + userId;
  }

  /** Somebody of whom only the id is known. */
  static Person unknown(String userId) {
    return new Person(
        idOf(userId), TYPE, SCHEMA, userId, null, null, List.of(), List.of(), 0, null, null, null);
  }

  /** Whether the provider was asked, or told us. */
  boolean isTold() {
    return toldAt > 0 || deletedAt != null;
  }

  /** With what the provider says, unless we know something newer. */
  Person told(ClerkUser user) {
    if (deletedAt != null || user.updatedAt() <= toldAt) {
      return this;
    }
    return new Person(
        id,
        type,
        SCHEMA,
        userId,
        user.email(),
        user.name(),
        tenants,
        memberships,
        user.updatedAt(),
        accepted,
        null,
        null);
  }

  /** Deleted, at the time at which that was heard first. */
  Person deleted(Instant now) {
    return deletedAt == null ? tombstone(tenants, now) : this;
  }

  /** What they accepted, and when. */
  List<Acceptance> acceptances() {
    return accepted == null ? List.of() : accepted;
  }

  /** When they accepted a version; empty when they have not. */
  Optional<Acceptance> acceptance(PolicyKind kind, String version) {
    return acceptances().stream().filter(one -> one.is(kind, version)).findFirst();
  }

  /** With a version accepted, unless it was before; who is deleted accepts nothing. */
  Person accepted(PolicyKind kind, String version, Instant now) {
    if (deletedAt != null || acceptance(kind, version).isPresent()) {
      return this;
    }
    List<Acceptance> all =
        Stream.concat(acceptances().stream(), Stream.of(new Acceptance(kind, version, now)))
            .toList();
    return new Person(
        id, type, SCHEMA, userId, email, name, tenants, memberships, toldAt, all, null, null);
  }

  /** With the account listed so or, with null, not any more. */
  Person listed(TenantId tenant, @Nullable Membership membership) {
    List<TenantId> remaining =
        Stream.concat(
                tenants.stream().filter(one -> !one.equals(tenant)),
                Stream.ofNullable(membership).map(Membership::tenantId))
            .sorted(Comparator.comparing(TenantId::value))
            .toList();
    if (deletedAt != null) {
      return tombstone(remaining, deletedAt);
    }
    List<Membership> listed =
        Stream.concat(
                memberships.stream().filter(one -> !one.tenantId().equals(tenant)),
                Stream.ofNullable(membership))
            .sorted(Comparator.comparing(Membership::artistName).thenComparing(Membership::slug))
            .toList();
    return new Person(
        id, type, SCHEMA, userId, email, name, remaining, listed, toldAt, accepted, null, null);
  }

  private Person tombstone(List<TenantId> toLeave, Instant at) {
    return new Person(
        id,
        type,
        SCHEMA,
        userId,
        null,
        null,
        toLeave,
        List.of(),
        0,
        null,
        Objects.requireNonNull(at),
        (int) TOMBSTONE_KEPT.toSeconds());
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "Person[" + userId + "]";
  }
}
