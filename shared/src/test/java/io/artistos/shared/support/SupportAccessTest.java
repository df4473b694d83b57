package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Security.Support;
import io.artistos.shared.team.SupportAccess.Cause;
import io.artistos.shared.team.SupportAccess.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SupportAccessTest {

  private final SupportWorld world = new SupportWorld();

  @Test
  void isGrantedAtOnceWhereTheAccountSaysSoAndTheArtistIsTold() {
    world.rule(Support.GRANTED);

    StaffAccess access = world.request();

    assertThat(access.state()).isEqualTo(State.GRANTED);
    assertThat(access.endsAt()).isEqualTo(world.now().plus(Duration.ofHours(1)));
    assertThat(world.enter().may(Permission.FANS_READ)).isTrue();
    assertThat(world.mail("granted", access.id())).isPresent();
    assertThat(world.events(world.tenant))
        .containsExactlyInAnyOrder(
            "support.requested " + world.staff + " succeeded",
            "support.granted support-setting succeeded");
  }

  @Test
  void opensNothingUntilAMemberGrantsIt() {
    StaffAccess access = world.request();

    assertThat(access.state()).isEqualTo(State.REQUESTED);
    assertThat(world.mail("requested", access.id())).isPresent();
    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);

    world.clock.advance(Duration.ofDays(6));
    SupportView granted = world.tenants.grant(world.byOwner(Map.of()), access.id());

    assertThat(granted.endsAt()).isEqualTo(world.now().plus(Duration.ofHours(1)));
    assertThat(world.enter().actor().id()).isEqualTo(world.staff);
    assertThat(world.mail("granted", access.id())).isPresent();
    assertThat(world.desk.list(world.byStaff(Map.of())).items())
        .singleElement()
        .satisfies(mine -> assertThat(mine.state()).isEqualTo(State.GRANTED));
  }

  @Test
  void isRefusedWhereTheAccountLetsNobodyInAndTheTenantSeesThatSomebodyAsked() {
    world.rule(Support.NEVER);

    assertThatThrownBy(world::request)
        .isInstanceOfSatisfying(
            Forbidden.class, e -> assertThat(e.code()).isEqualTo("support-not-wanted"));

    assertThat(world.events(world.tenant))
        .containsExactly("support.requested " + world.staff + " refused");
  }

  @Test
  void stopsAtOnceWhenTheAccountLetsNobodyInAnyMore() {
    world.granted();
    world.rule(Support.NEVER);

    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void neverPermitsWhatIsHighRiskWhateverTheRole(Permission permission) {
    world.granted();

    Visitor visitor = world.enter();

    assertThat(visitor.may(permission))
        .isEqualTo(Role.MANAGER.permissions().contains(permission) && !permission.highRisk());
  }

  @Test
  void saysSoWhenStaffTriesWhatIsHighRisk() {
    world.granted();

    assertThatThrownBy(() -> world.enter(world.staff, "exporting"))
        .isInstanceOfSatisfying(Forbidden.class, e -> assertThat(e.code()).isEqualTo("high-risk"));
  }

  @Test
  void endsWithTheNextCallWhenTheTenantEndsIt() {
    String id = world.granted();
    world.enter();

    world.tenants.end(world.byOwner(Map.of()), id);
    world.tenants.end(world.byOwner(Map.of()), id);

    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);
    assertThat(world.access(id).end())
        .satisfies(end -> assertThat(end.cause()).isEqualTo(Cause.BY_TENANT));
    assertThat(world.events(world.tenant))
        .filteredOn(e -> e.startsWith("support.ended"))
        .hasSize(1);
  }

  @Test
  void canBeEndedByWhoeverHasItAndNobodyElseOfTheStaff() {
    String id = world.granted();

    world.desk.end(world.byStaff(Map.of()), id);

    assertThat(world.access(id).end())
        .satisfies(end -> assertThat(end.cause()).isEqualTo(Cause.BY_STAFF));
    assertThatThrownBy(() -> new SupportWorld().desk.end(world.byStaff(Map.of()), "other"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void endsWhenItsTimeIsOverAndTheSweeperWritesThatDownOnce() {
    String id = world.granted();
    world.clock.advance(Duration.ofHours(1));

    assertThatThrownBy(world::enter).isInstanceOf(NotFound.class);
    assertThat(world.tenants.list(world.tenant).items().getFirst().state()).isEqualTo(State.ENDED);
    world.services.sweeper().sweep();
    world.services.sweeper().sweep();

    assertThat(world.access(id).end())
        .satisfies(e -> assertThat(e.cause()).isEqualTo(Cause.LAPSED));
    assertThat(world.events(world.tenant))
        .filteredOn(e -> e.startsWith("support.ended"))
        .containsExactly("support.ended support-time succeeded");
  }

  @Test
  void aRequestLapsesAfterSevenDays() {
    String id = world.request().id();
    world.clock.advance(Duration.ofDays(7));

    assertThatThrownBy(() -> world.tenants.grant(world.byOwner(Map.of()), id))
        .isInstanceOf(NotAllowedNow.class);
    assertThat(world.request().state()).isEqualTo(State.REQUESTED);
  }

  @Test
  void aRefusedRequestCannotBeGranted() {
    String id = world.request().id();
    world.tenants.refuse(world.byOwner(Map.of()), id);

    assertThatThrownBy(() -> world.tenants.grant(world.byOwner(Map.of()), id))
        .isInstanceOf(NotAllowedNow.class);
    assertThat(world.events(world.tenant)).contains("support.refused user_owner succeeded");
  }

  @Test
  void isOneForAPersonAndAccountAtATimeAndTheSameForTheSameKey() {
    Map<String, Object> body = Map.of("account", world.slug, "reason", "Mail");
    StaffAccess first = world.desk.request(world.byStaff(body, "key-1"));

    assertThat(world.desk.request(world.byStaff(body, "key-1")).id()).isEqualTo(first.id());
    assertThatThrownBy(world::request).isInstanceOf(NotAllowedNow.class);
    assertThat(first.role()).isEqualTo(Role.VIEWER);
    assertThat(first.minutes()).isEqualTo(60);
  }

  @Test
  void lastsADayAtMostAndIsNeverAnOwners() {
    assertThatThrownBy(
            () ->
                world.desk.request(
                    world.byStaff(
                        Map.of(
                            "account",
                            world.slug,
                            "reason",
                            "x",
                            "role",
                            "owner",
                            "minutes",
                            1_441))))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e -> assertThat(e.errors()).extracting("field").containsExactly("role", "minutes"));
  }

  @Test
  void cannotBeGrantedByAMemberWhoMayNotAnyMore() {
    String id = world.request().id();
    world.teams.change(
        world.tenant,
        team -> team.with("user_second", new Member("owner", world.now()), world.now()));
    var call = world.byOwner(Map.of());
    world.teams.change(
        world.tenant,
        team -> team.with(SupportWorld.OWNER, new Member("manager", world.now()), world.now()));

    assertThatThrownBy(() -> world.tenants.grant(call, id)).isInstanceOf(Forbidden.class);
  }

  @Test
  void forgetsWhatWasOverThirtyDaysAgo() {
    String id = world.granted();
    world.tenants.end(world.byOwner(Map.of()), id);
    world.clock.advance(Duration.ofDays(31));
    String other = world.request().id();

    assertThat(world.teams.find(world.tenant).orElseThrow().support()).containsOnlyKeys(other);
  }

  @Test
  void keepsFiftyThatAreOver() {
    world.rule(Support.ASK);
    for (int i = 0; i < 52; i++) {
      world.desk.end(world.byStaff(Map.of()), world.request().id());
      world.clock.advance(Duration.ofMinutes(1));
    }

    assertThat(world.tenants.list(world.tenant).items()).hasSize(50);
  }

  @Test
  void costsAReadAndABatchAndTwoForTheEventAndFourForTheCopy() {
    String id = world.request().id();
    var owner = world.byOwner(Map.of());

    assertThat(world.platform.costOf(() -> world.tenants.grant(owner, id)))
        .isEqualTo(
            Map.of(
                "read accounts", 2L,
                "batch accounts", 1L,
                "replace accounts", 1L,
                "create activity", 1L,
                "delete accounts", 1L,
                "read directory", 1L,
                "replace directory", 1L));
    assertThat(world.platform.costOf(() -> world.desk.list(world.byStaff(Map.of()))))
        .isEqualTo(Map.of("read directory", 1L));
  }
}
