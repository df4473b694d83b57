package io.artistos.shared.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Role;
import io.artistos.shared.testing.TeamWorld;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecurityRulesTest {

  private final TeamWorld world = new TeamWorld();
  private final SecurityRules rules = new SecurityRules(world.teams, world.clock);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void lettingNobodyOfTheStaffInEndsWhatTheyHaveForGood() {
    SupportAccess granted =
        SupportAccess.requested("user_staff", "ticket 7", Role.VIEWER, 60, world.clock.instant())
            .granted(Actor.system("test"), world.clock.instant());
    world.teams.change(
        world.tenant, team -> team.withSupport("access", granted, world.clock.instant()));

    rules.change(world.tenant, world.owner(), new Security(false, Security.Support.NEVER));
    rules.change(world.tenant, world.owner(), new Security(false, Security.Support.ASK));

    Actor owner = new Actor(Actor.Kind.MEMBER, world.owner);
    assertThat(world.team().support())
        .containsExactly(
            Map.entry(
                "access",
                granted.over(SupportAccess.Cause.BY_TENANT, owner, world.clock.instant())));
    assertThat(world.team().support().values())
        .noneMatch(access -> access.works(world.clock.instant()));
  }
}
