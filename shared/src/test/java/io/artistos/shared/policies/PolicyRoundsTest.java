package io.artistos.shared.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Json;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyRoundsTest {

  private final PolicyWorld world = new PolicyWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void writesOneMailToEverybodyHoweverManyAccountsTheyAreIn() {
    Set<String> people = fiveTeams();
    PolicyVersion version = world.announceHere();

    assertThat(world.rounds(2).run()).isEqualTo(people.size());

    assertTold(version, people);
    assertThat(world.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class))
        .hasSize(people.size());
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(world.rounds(2).run()).isZero();
    assertTold(version, people);
  }

  @Test
  void tellsEverybodyOnceWhereverACallIsKilled() {
    String label = world.anybody();
    String one = world.anybody();
    world.team(label);
    world.team(label, one);
    world.team(label);
    Set<String> people = Set.of(label, one);
    boolean broken = true;
    for (int requests = 0; broken; requests++) {
      assertThat(requests).isLessThan(200);
      world.forget();
      PolicyVersion version = world.announceHere();
      broken = isBrokenAfter(requests);

      world.rounds(2).run();

      assertTold(version, people);
    }
  }

  @Test
  void tellsOfEachVersion() {
    String owner = world.anybody();
    world.team(owner);
    PolicyVersion first = world.announceHere();
    world.rounds(2).run();
    world.clock.advance(Duration.ofDays(1));
    PolicyVersion second = world.announceHere();

    world.rounds(2).run();

    assertTold(first, Set.of(owner));
    assertTold(second, Set.of(owner));
  }

  @Test
  void tellsOfNothingThatIsNotMaterialOrIsOld() {
    world.team(world.anybody());
    PolicyVersion small =
        world.announce(PolicyKind.TERMS, world.random(), Duration.ofDays(15), false);
    world.announce(PolicyKind.PRIVACY_POLICY, world.random(), Duration.ofDays(15), true);
    world.clock.advance(Duration.ofDays(45));

    assertThat(world.platform.costOf(() -> world.rounds(2).run()))
        .isEqualTo(Map.of("read directory", 1L));
    assertThat(world.mailsOf(small)).isEmpty();
  }

  @Test
  void costsForAHundredTeamsAReadEachAndTwoCreatesForEachPerson() {
    String label = world.anybody();
    for (int i = 0; i < 99; i++) {
      world.team(world.anybody(), label);
    }
    world.announceHere();

    assertThat(world.platform.costOf(() -> world.rounds(100).run()))
        .isEqualTo(
            Map.of(
                "query accounts", 2L, // the teams; who is to be purged
                "query-plan accounts", 2L,
                "read accounts", 99L,
                "create accounts", 100L,
                "create directory", 198L, // 98 of them conflicts,
                "read directory", 100L, // each with a read; the policies, the round
                "replace directory", 1L));
    assertThat(world.platform.costOf(() -> world.rounds(100).run()))
        .isEqualTo(Map.of("read directory", 2L));
  }

  @Test
  void showsHowFarItIs() {
    Set<String> people = fiveTeams();
    PolicyVersion version = world.announceHere();
    assertThat(world.announcements.latest()).containsExactly(new Announcement(version, 0, 0, null));

    world.rounds(2).run();

    assertThat(world.announcements.latest())
        .containsExactly(new Announcement(version, people.size(), 0, world.clock.instant()));
  }

  @Test
  void passesOverAnAccountThatIsPurgedBeforeTheMailIsSurelySent() {
    String owner = world.anybody();
    TenantId leaving = world.team(owner);
    TenantId staying = world.team(owner);
    world.account(leaving);
    world
        .database
        .tenant(leaving, Containers.ACCOUNTS)
        .update(
            Account.ID,
            Account.class,
            account ->
                account.with(
                    new Account.Deletion(
                        world.clock.instant().minus(Duration.ofDays(13)),
                        world.clock.instant().plus(Duration.ofDays(1)))));
    PolicyVersion version = world.announceHere();

    world.rounds(100).run();

    assertThat(world.mailsOf(version)).extracting(ArtistMail::tenantId).containsExactly(staying);
  }

  @Test
  void passesOverATeamThatCannotBeReadAndSaysSo() {
    world.team(world.anybody());
    TenantId odd = world.team(world.anybody());
    String last = world.anybody();
    world.team(last);
    ObjectNode broken = Json.MAPPER.createObjectNode();
    broken.put("id", "team").put("tenantId", odd.value()).put("type", "team").put("members", 5);
    world.platform.cosmos().fill(Containers.DATABASE, "accounts", List.of(broken));
    PolicyVersion version = world.announceHere();

    world.rounds(100).run();

    assertThat(world.round(version).failed()).isEqualTo(1);
    assertThat(world.mailsOf(version)).hasSize(2).extracting(PolicyRoundsTest::user).contains(last);
  }

  /** People in one, some and all of five teams. */
  private Set<String> fiveTeams() {
    String label = world.anybody();
    String some = world.anybody();
    String one = world.anybody();
    String other = world.anybody();
    world.team(label, some);
    world.team(label);
    world.team(label, one);
    world.team(label, some);
    world.team(label, other, some);
    return Set.of(label, some, one, other);
  }

  private boolean isBrokenAfter(int requests) {
    world.platform.cosmos().breakAfter(requests);
    try {
      world.rounds(2).run();
      return false;
    } catch (Unavailable e) {
      return true;
    } finally {
      world.platform.cosmos().mend();
    }
  }

  private void assertTold(PolicyVersion version, Set<String> people) {
    assertThat(world.mailsOf(version))
        .extracting(PolicyRoundsTest::user)
        .containsExactlyInAnyOrderElementsOf(people);
    assertThat(world.round(version).told()).isEqualTo(people.size());
    assertThat(world.round(version).finishedAt()).isNotNull();
    assertThat(world.round(version).after()).as("a tenant that may be purged").isNull();
  }

  private static String user(ArtistMail mail) {
    return mail.about("user");
  }
}
