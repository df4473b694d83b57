package io.artistos.shared.team;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides who may do what in an artist account, in one item of {@code accounts}: a
 * call reads it once, afresh, so that every change takes effect at once, and rules over all of it
 * (there is always an owner) hold under concurrency because a change is one conditional write.
 *
 * @param members by user id
 * @param roles the customer's own, by name
 * @param keys by key id
 * @param support by id; those that are over go after a while
 * @param features switched on for this tenant, by name
 * @param unlisted people whose list of accounts does not show yet what stands here, by user id
 * @param dueAt when the sweeper looks after {@code unlisted}; null when there is nobody
 * @param supportDueAt when the first of {@code support} is over by itself, which follows from it;
 *     null when none waits or works
 */
@ItemType(Team.TYPE)
public record Team(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    Map<String, Member> members,
    Map<String, CustomRole> roles,
    Map<String, ApiKey> keys,
    Map<String, SupportAccess> support,
    Security security,
    Set<String> features,
    Set<String> unlisted,
    @Nullable Instant dueAt,
    @Nullable Instant supportDueAt) {

  /** The only team of its tenant. */
  public static final String ID = "team";

  static final String TYPE = "team";
  private static final int SCHEMA = 1;

  public Team {
    members = Map.copyOf(members);
    roles = Map.copyOf(roles);
    keys = Map.copyOf(keys);
    support = Map.copyOf(support);
    features = Set.copyOf(features);
    unlisted = Set.copyOf(unlisted);
    supportDueAt =
        support.values().stream()
            .map(SupportAccess::lapsesAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  /** Of a new account. */
  public static Team of(TenantId tenant, String owner, Instant now) {
    return new Team(
        ID,
        tenant,
        TYPE,
        SCHEMA,
        Map.of(owner, new Member(Role.OWNER.word(), now)),
        Map.of(),
        Map.of(),
        Map.of(),
        Security.initial(),
        Set.of(),
        Set.of(owner),
        now,
        null);
  }

  /** What a role permits; nothing when it is unknown. */
  public Set<Permission> permissionsOf(String role) {
    return Role.find(role)
        .map(Role::permissions)
        .orElseGet(
            () ->
                Optional.ofNullable(roles.get(role)).map(CustomRole::permissions).orElse(Set.of()));
  }

  /** Whether there is such a role, built-in or the customer's. */
  public boolean knows(String role) {
    return Role.find(role).isPresent() || roles.containsKey(role);
  }

  /** What a member may do; nothing when they are none. */
  public Set<Permission> permissionsOfMember(String userId) {
    Member member = members.get(userId);
    return member == null ? Set.of() : permissionsOf(member.role());
  }

  /** How many owners there are. */
  public long owners() {
    return members.values().stream()
        .filter(member -> member.role().equals(Role.OWNER.word()))
        .count();
  }

  /** The same with a member added or changed, or, with null, removed; to be listed anew. */
  public Team with(String userId, @Nullable Member member, Instant now) {
    TreeSet<String> open = new TreeSet<>(unlisted);
    open.add(userId);
    return with(put(members, userId, member), roles, keys, support, security, features)
        .unlisted(open, now);
  }

  /** The same with a role made, changed or, with null, taken away. */
  public Team with(String name, @Nullable CustomRole role) {
    return with(members, put(roles, name, role), keys, support, security, features);
  }

  /** The same with a key added, changed or, with null, forgotten. */
  public Team with(String keyId, @Nullable ApiKey key) {
    return with(members, roles, put(keys, keyId, key), support, security, features);
  }

  /** The same without keys that are long over. */
  Team withoutKeys(Predicate<ApiKey> over) {
    Map<String, ApiKey> left = new TreeMap<>(keys);
    left.values().removeIf(over);
    return with(members, roles, left, support, security, features);
  }

  /** The same with an access of the staff added, changed or, with null, forgotten. */
  public Team with(String accessId, @Nullable SupportAccess access) {
    return with(members, roles, keys, put(support, accessId, access), security, features);
  }

  public Team with(Security rules) {
    return with(members, roles, keys, support, rules, features);
  }

  public Team withFeatures(Set<String> on) {
    return with(members, roles, keys, support, security, on);
  }

  /** The same with other people to be listed anew; none clears the sweeper's time. */
  public Team unlisted(Set<String> people, @Nullable Instant due) {
    return new Team(
        id,
        tenantId,
        type,
        SCHEMA,
        members,
        roles,
        keys,
        support,
        security,
        features,
        people,
        people.isEmpty() ? null : due,
        supportDueAt);
  }

  private Team with(
      Map<String, Member> m,
      Map<String, CustomRole> r,
      Map<String, ApiKey> k,
      Map<String, SupportAccess> s,
      Security rules,
      Set<String> on) {
    return new Team(
        id, tenantId, type, SCHEMA, m, r, k, s, rules, on, unlisted, dueAt, supportDueAt);
  }

  private static <V> Map<String, V> put(Map<String, V> all, String key, @Nullable V value) {
    Map<String, V> changed = new TreeMap<>(all);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }
}
