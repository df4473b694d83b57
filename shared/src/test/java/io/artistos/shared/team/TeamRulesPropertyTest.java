package io.artistos.shared.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever members do to their team, in whatever order. */
class TeamRulesPropertyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final List<String> PEOPLE =
      IntStream.range(0, 6).mapToObj(i -> "user_" + i).toList();
  private static final List<String> OWN_ROLES = List.of("crew", "label", "press");
  private static final List<String> ROLES =
      List.of("owner", "manager", "marketer", "viewer", "crew", "label", "press");

  enum What {
    CHANGE,
    REMOVE,
    LEAVE,
    TRANSFER,
    PUT_ROLE,
    DELETE_ROLE,
    JOIN
  }

  record Step(
      What what,
      String by,
      String whom,
      String role,
      String ownRole,
      Set<Permission> permissions) {}

  @Property(tries = 2_000)
  void nobodyGainsWhatWhoeverDidItLacked(@ForAll("sequences") List<Step> steps) {
    Team team = Team.of(TenantId.random(new SecureRandom()), PEOPLE.getFirst(), NOW);
    for (Step step : steps) {
      Team after = tried(team, step);
      Set<Permission> allowed = team.permissionsOfMember(step.by());
      for (String person : PEOPLE) {
        Set<Permission> before = team.permissionsOfMember(person);
        Set<Permission> now = after.permissionsOfMember(person);
        assertThat(allowed).as(step.toString()).containsAll(minus(now, before));
        boolean ownDoing = person.equals(step.by());
        assertThat(ownDoing || allowed.containsAll(minus(before, now)))
            .as(step.toString())
            .isTrue();
      }
      if (!after.equals(team) && step.what() != What.LEAVE) {
        assertThat(allowed)
            .as(step.toString())
            .containsAnyOf(Permission.MEMBERS_MANAGE, Permission.ACCOUNT_DELETE);
      }
      assertThat(after.owners()).as(step.toString()).isPositive();
      assertThat(after.members().values())
          .allSatisfy(member -> assertThat(after.knows(member.role())).isTrue());
      team = after;
    }
  }

  @Property(tries = 500)
  void aKeyHasNoScopeThatItsMakerLacks(
      @ForAll("sequences") List<Step> steps, @ForAll("permissions") Set<Permission> scopes) {
    Team team = Team.of(TenantId.random(new SecureRandom()), PEOPLE.getFirst(), NOW);
    for (Step step : steps) {
      team = tried(team, step);
      ApiKey key =
          new ApiKey("k", "abcd", scopes, step.by(), NOW, NOW.plusSeconds(60), 60, null, null);
      try {
        Team with = ApiKeys.added(team, step.by(), "key", key, NOW);
        assertThat(team.permissionsOfMember(step.by())).containsAll(scopes);
        assertThat(with.keys()).hasSize(1);
      } catch (Forbidden e) {
        assertThat(
                team.permissionsOfMember(step.by()).contains(Permission.KEYS_MANAGE)
                    && team.permissionsOfMember(step.by()).containsAll(scopes))
            .isFalse();
      }
    }
  }

  /** As {@link Teams#change} does it: what is refused changes nothing. */
  private static Team tried(Team team, Step step) {
    try {
      return Teams.checked(done(team, step));
    } catch (Forbidden | NotAllowedNow | NotFound | InvalidInput e) {
      return team;
    }
  }

  private static Team done(Team team, Step step) {
    return switch (step.what()) {
      case CHANGE -> TeamChanges.roleChanged(team, step.by(), step.whom(), step.role(), NOW);
      case REMOVE -> TeamChanges.removed(team, step.by(), step.whom(), NOW);
      case LEAVE -> TeamChanges.left(team, step.by(), NOW);
      case TRANSFER -> TeamChanges.ownershipTransferred(team, step.by(), step.whom(), NOW);
      case PUT_ROLE ->
          TeamChanges.rolePut(team, step.by(), step.ownRole(), new CustomRole(step.permissions()));
      case DELETE_ROLE -> TeamChanges.roleDeleted(team, step.by(), step.ownRole(), false);
      case JOIN -> TeamChanges.joined(team, step.by(), step.whom(), step.role(), NOW);
    };
  }

  private static Set<Permission> minus(Set<Permission> some, Set<Permission> others) {
    return some.stream().filter(one -> !others.contains(one)).collect(Collectors.toSet());
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    Arbitrary<String> people = Arbitraries.of(PEOPLE);
    // The first one owns the account: else most steps would be those of nobody.
    Arbitrary<String> actors =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(2, Arbitraries.just(PEOPLE.getFirst())),
            net.jqwik.api.Tuple.of(3, people));
    return Combinators.combine(
            Arbitraries.of(What.class),
            actors,
            people,
            Arbitraries.of(ROLES),
            Arbitraries.of(OWN_ROLES),
            permissions())
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<Set<Permission>> permissions() {
    return Arbitraries.of(EnumSet.complementOf(EnumSet.of(Permission.ACCOUNT_DELETE)))
        .set()
        .ofMinSize(1)
        .ofMaxSize(20);
  }
}
