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
import java.util.stream.Stream;
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
 * @param uncopied accesses of which the list of whoever asked does not show yet what stands here,
 *     by id
 * @param supportDueAt when the first of {@code support} is over by itself or is to be copied, which
 *     follows from it and {@code uncopied}; null when none waits, works or is behind
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
    @Nullable Map<String, CopyDue> uncopied,
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
    Map<String, CopyDue> behind = uncopied == null ? new TreeMap<>() : new TreeMap<>(uncopied);
    behind.keySet().retainAll(support.keySet());
    uncopied = Map.copyOf(behind);
    supportDueAt =
        Stream.concat(
                support.values().stream().map(SupportAccess::lapsesAt).filter(Objects::nonNull),
                behind.values().stream().map(CopyDue::at))
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
        null,
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

  /** The same with a new access of the staff, asked for with a slug; to be copied. */
  public Team withSupport(String accessId, SupportAccess access, String account, Instant now) {
    return with(accessId, access, new CopyDue(account, now));
  }

  /** The same with an access of the staff changed; to be copied anew. */
  public Team withSupport(String accessId, SupportAccess access, Instant now) {
    CopyDue before = uncopied().get(accessId);
    return with(accessId, access, new CopyDue(before == null ? null : before.account(), now));
  }

  private Team with(String accessId, SupportAccess access, CopyDue due) {
    return with(members, roles, keys, put(support, accessId, access), security, features)
        .uncopied(put(uncopied(), accessId, due));
  }

  /** The same without an access of the staff. */
  public Team withoutSupport(String accessId) {
    return with(members, roles, keys, put(support, accessId, null), security, features);
  }

  /** The same with an access copied. */
  public Team copied(String accessId) {
    return uncopied(put(uncopied(), accessId, null));
  }

  @Override
  public Map<String, CopyDue> uncopied() {
    return uncopied == null ? Map.of() : uncopied;
  }

  private Team uncopied(Map<String, CopyDue> behind) {
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
        unlisted,
        dueAt,
        behind,
        supportDueAt);
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
        uncopied,
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
        id, tenantId, type, SCHEMA, m, r, k, s, rules, on, unlisted, dueAt, uncopied, supportDueAt);
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
