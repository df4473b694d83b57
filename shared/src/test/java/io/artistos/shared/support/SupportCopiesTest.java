package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.identity.Actor;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.Security;
import io.artistos.shared.team.Security.Support;
import io.artistos.shared.team.SecurityRules;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.Cause;
import io.artistos.shared.team.SupportAccess.State;
import io.artistos.shared.team.Team;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The list of whoever asked, and the team behind it. */
class SupportCopiesTest {

  private static final Actor BY = Actor.system("test");

  private final SupportWorld world = new SupportWorld();

  @Test
  void aRequestIsListedWhereverItsWriterIsKilled() {
    everywhere(8, fresh -> fresh.rule(Support.GRANTED), SupportWorld::request);
  }

  @Test
  void aGrantIsListedWhereverItsWriterIsKilled() {
    everywhere(
        6,
        SupportWorld::request,
        fresh -> fresh.tenants.grant(fresh.byOwner(Map.of()), only(fresh)));
  }

  @Test
  void anEndIsListedWhereverItsWriterIsKilled() {
    everywhere(
        6, SupportWorld::granted, fresh -> fresh.tenants.end(fresh.byOwner(Map.of()), only(fresh)));
  }

  @Test
  void theSweeperCopiesWhatIsBehindOnce() {
    String id = world.granted();
    assertThat(team(world).uncopied()).isEmpty();
    world.teams.change(
        world.tenant,
        now ->
            now.withSupport(
                id, world.access(id).over(Cause.BY_TENANT, BY, world.now()), world.now()));

    assertThat(world.platform.costOf(world.services.sweeper()::sweep))
        .containsEntry("read accounts", 2L)
        .containsEntry("replace accounts", 1L)
        .containsEntry("read directory", 1L)
        .containsEntry("replace directory", 1L);

    assertThat(listed(world)).isEqualTo(State.ENDED);
    assertThat(team(world).uncopied()).isEmpty();
    assertThat(team(world).supportDueAt()).isNull();
    assertThat(world.platform.costOf(world.services.sweeper()::sweep))
        .doesNotContainKey("read accounts");
  }

  @Test
  void aCopyThatIsOvertakenBecomesWhatTheTeamSaysByThen() {
    world.granted();
    Team before = team(world);
    String id = only(world);
    Team behind = before.withSupport(id, world.access(id), world.slug, world.now());
    world.tenants.end(world.byOwner(Map.of()), id);

    new StaffAccesses(world.database, world.teams, world.clock).copy(behind, id);

    assertThat(listed(world)).isEqualTo(State.ENDED);
  }

  @Test
  void whatTheAccountsRulesEndIsListedByTheSweeper() {
    world.granted();
    Insider owner = new Insider(SupportWorld.OWNER, true);
    new SecurityRules(world.teams, world.clock)
        .change(world.tenant, owner, new Security(false, Support.NEVER));

    world.services.sweeper().sweep();

    assertThat(listed(world)).isEqualTo(State.ENDED);
  }

  /** Kills {@code work} after every request; the sweeper then lists what the team says. */
  private static void everywhere(
      int least, Consumer<SupportWorld> before, Consumer<SupportWorld> work) {
    boolean killed = true;
    int requests = -1;
    int left = 0;
    while (killed) {
      requests++;
      SupportWorld fresh = new SupportWorld();
      before.accept(fresh);
      fresh.platform.cosmos().breakAfter(requests);
      try {
        work.accept(fresh);
      } catch (RuntimeException e) {
        // Killed there.
      } finally {
        killed = fresh.platform.cosmos().mend();
      }
      left += team(fresh).uncopied().size();
      fresh.services.sweeper().sweep();

      assertThat(team(fresh).uncopied()).as("after %d requests", requests).isEmpty();
      for (SupportAccess access : team(fresh).support().values()) {
        assertThat(listed(fresh)).as("after %d requests", requests).isEqualTo(access.state());
      }
    }
    assertThat(requests).isGreaterThanOrEqualTo(least);
    assertThat(left).as("times that a copy was left behind").isPositive();
  }

  private static State listed(SupportWorld world) {
    return world.desk.list(world.byStaff(Map.of())).items().getFirst().state();
  }

  private static String only(SupportWorld world) {
    return team(world).support().keySet().iterator().next();
  }

  private static Team team(SupportWorld world) {
    return world.teams.find(world.tenant).orElseThrow();
  }
}
