package io.artistos.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.errors.Closed;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.team.ApiKey;
import io.artistos.shared.team.ApiKeys;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.IssuedKey;
import io.artistos.shared.team.NewApiKey;
import io.artistos.shared.team.Security;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.TeamChanges;
import io.artistos.shared.testing.TeamWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantGateTest {

  private final TeamWorld world = new TeamWorld();
  private final String slug = world.page.slug().value();
  private final ApiKeys keys = new ApiKeys(world.teams, world.directory, world.random, world.clock);

  @AfterEach
  void close() {
    world.close();
  }

  @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_READ)
  void readFans() {}

  @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_SEND)
  void send() {}

  @CalledBy(value = Caller.MEMBER, needs = Permission.ACCOUNT_READ, alsoDeleted = true)
  void look() {}

  @Test
  void letsAMemberInAtTheCostOfOneFreshReadOfTheTeam() {
    String viewer = world.member("viewer");
    assertThat(
            world.platform.costOf(
                () -> assertThat(admit(viewer, "readFans").tenant()).contains(world.tenant)))
        .isEqualTo(Map.of("read directory", 1L, "read accounts", 2L));

    assertThat(world.platform.costOf(() -> admit(viewer, "readFans")))
        .isEqualTo(Map.of("read accounts", 1L));
  }

  @Test
  void holdsARoleThatWasJustTakenAway() {
    String somebody = world.member("marketer");
    admit(somebody, "send");

    world.teams.change(
        world.tenant,
        team ->
            TeamChanges.roleChanged(team, world.owner, somebody, "viewer", world.clock.instant()));
    assertForbidden(() -> admit(somebody, "send"), "permission-missing");

    world.teams.change(
        world.tenant,
        team -> TeamChanges.removed(team, world.owner, somebody, world.clock.instant()));
    assertThatThrownBy(() -> admit(somebody, "readFans")).isInstanceOf(NotFound.class);
  }

  @Test
  void givesNothingForARoleThatDoesNotExist() {
    String somebody = world.member("ghost");

    assertForbidden(() -> admit(somebody, "look"), "permission-missing");
  }

  @Test
  void tellsStrangersNothingThatAnUnknownNameWouldNot() {
    String stranger = world.anybody();

    String known = message(() -> admit(stranger, "readFans"));
    String unknown = message(() -> byMember(session(stranger), "readFans", "no-such-artist"));
    assertThat(known).isEqualTo(unknown);
  }

  @Test
  void wantsToKnowForWhichAccount() {
    assertThatThrownBy(() -> byMember(session(world.owner), "readFans", ""))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void keepsMembersWithoutASecondFactorOutWhereItIsDemanded() {
    world.teams.change(world.tenant, team -> team.with(new Security(true, Security.Support.ASK)));

    assertForbidden(() -> admit(world.owner, "readFans"), "second-factor-required");
    assertThat(
            byMember(Callers.session(world.owner, true, false, false), "readFans", slug)
                .actor()
                .kind())
        .isEqualTo(Actor.Kind.MEMBER);
  }

  @Test
  void letsNobodyInWhoActsInSomebodysName() {
    Session impersonated = Callers.session(world.owner, true, false, true);

    assertForbidden(() -> byMember(impersonated, "send", slug), "impersonated");
    assertForbidden(() -> byMember(impersonated, "readFans", slug), "impersonated");
  }

  @Test
  void letsStaffInWhileTheirAccessLasts() {
    String staff = world.anybody();
    Instant now = world.clock.instant();
    SupportAccess access =
        SupportAccess.requested(staff, "ticket 7", Role.OWNER, 60, now)
            .granted(Actor.system("test"), now);
    assertThatThrownBy(() -> byStaff(staff, true, false)).isInstanceOf(NotFound.class);
    world.teams.change(world.tenant, team -> team.withSupport("access", access, now));

    assertThat(byStaff(staff, true, false).actor()).isEqualTo(new Actor(Actor.Kind.STAFF, staff));
    assertForbidden(
        () -> byMember(Callers.session(staff, true, true, false), "send", slug), "high-risk");
    assertThatThrownBy(() -> byStaff(staff, false, false)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> byStaff(staff, true, true)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> admit(staff, "readFans")).isInstanceOf(NotFound.class);

    world.clock.advance(Duration.ofHours(1));
    assertThatThrownBy(() -> byStaff(staff, true, false)).isInstanceOf(NotFound.class);
  }

  @Test
  void closesWithTheAccountSaveForWhatSaysOtherwise() {
    Instant now = world.clock.instant();
    world
        .database
        .tenant(world.tenant, Containers.ACCOUNTS)
        .update(
            Account.ID,
            Account.class,
            account -> account.with(new Account.Deletion(now, now.plus(Duration.ofDays(14)))));

    assertThatThrownBy(() -> admit(world.owner, "readFans")).isInstanceOf(Closed.class);
    assertThat(admit(world.owner, "look").tenant()).contains(world.tenant);
  }

  @Test
  void letsAKeyInForItsScopesAndNotesTheDay() {
    IssuedKey key = key();
    Map<String, Long> first = world.platform.costOf(() -> byKey(key.key(), "readFans", ""));
    assertThat(first)
        .isEqualTo(Map.of("read directory", 1L, "read accounts", 2L, "replace accounts", 1L));
    assertThat(usedOn(key)).isEqualTo(LocalDate.of(2026, 11, 23));

    assertThat(world.platform.costOf(() -> byKey(key.key(), "readFans", "")))
        .isEqualTo(Map.of("read accounts", 1L));
    assertThat(byKey(key.key(), "readFans", slug).actor())
        .isEqualTo(new Actor(Actor.Kind.KEY, key.apiKey().id()));
    assertForbidden(() -> byKey(key.key(), "send", ""), "permission-missing");

    world.clock.advance(Duration.ofDays(1));
    byKey(key.key(), "readFans", "");
    assertThat(usedOn(key)).isEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  void aRefusedCallIsNoUse() {
    IssuedKey key = key();

    assertForbidden(() -> byKey(key.key(), "send", ""), "permission-missing");

    assertThat(usedOn(key)).isNull();
  }

  @Test
  void keepsAKeyInItsAccount() {
    FanPage other = world.openArtist(world.owner);

    assertThatThrownBy(() -> byKey(key().key(), "readFans", other.slug().value()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> byKey(key().key(), "readFans", "no-such-artist"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void knowsNoKeyThatIsRevokedExpiredOrMadeUp() {
    IssuedKey revoked = key();
    byKey(revoked.key(), "readFans", "");
    keys.revoke(world.tenant, world.owner(), revoked.apiKey().id());
    assertUnknown(revoked.key());

    IssuedKey forgotten = key();
    world.teams.change(world.tenant, team -> team.with(forgotten.apiKey().id(), (ApiKey) null));
    assertUnknown(forgotten.key());

    IssuedKey expired = key();
    world.clock.advance(Duration.ofDays(30));
    assertUnknown(expired.key());
    assertUnknown("artistos_00000000000000000000000000000000000000");
    assertUnknown("artistos_");
  }

  @Test
  void aMemberWhoActsForThemselvesIsAnInsiderAndNobodyElse() {
    assertThat(Insider.of(admit(world.owner, "readFans")).userId()).isEqualTo(world.owner);
    assertForbidden(() -> Insider.of(byKey(key().key(), "readFans", "")), "members-only");
    assertForbidden(
        () ->
            Insider.of(byMember(Callers.session(world.owner, true, false, true), "readFans", slug)),
        "impersonated");
  }

  private void assertUnknown(String key) {
    assertThatThrownBy(() -> byKey(key, "readFans", "")).isInstanceOf(Unauthenticated.class);
  }

  private IssuedKey key() {
    return keys.create(
        world.tenant,
        world.owner(),
        new NewApiKey("Sync", Set.of(Permission.FANS_READ), Duration.ofDays(30), 60));
  }

  private @Nullable LocalDate usedOn(IssuedKey key) {
    return world.key(key.apiKey().id()).lastUsedOn();
  }

  private Visitor admit(String userId, String function) {
    return byMember(session(userId), function, slug);
  }

  private Visitor byStaff(String userId, boolean secondFactor, boolean impersonated) {
    return byMember(Callers.session(userId, secondFactor, true, impersonated), "readFans", slug);
  }

  private Visitor byMember(Session session, String function, String account) {
    return new Gate(token -> session, world.gate, world.limits)
        .admit(
            Callers.declared(TenantGateTest.class, function),
            Callers.call("token", account),
            visitor -> {})
        .visitor();
  }

  private Visitor byKey(String key, String function, String account) {
    return new Gate(
            token -> {
              throw new AssertionError("a key is no session");
            },
            world.gate,
            world.limits)
        .admit(
            Callers.declared(TenantGateTest.class, function),
            Callers.call(key, account),
            visitor -> {})
        .visitor();
  }

  private static Session session(String userId) {
    return Callers.session(userId, false, false, false);
  }

  private static void assertForbidden(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Forbidden.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String message(ThrowingCallable call) {
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(call);
    return thrown.getClass() + thrown.getMessage();
  }
}
