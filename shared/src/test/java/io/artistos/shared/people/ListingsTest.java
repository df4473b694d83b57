package io.artistos.shared.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Team;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListingsTest {

  private final PeopleWorld world = new PeopleWorld();
  private final String owner = world.anybody();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void listsANewAccountForItsOwner() {
    FanPage page = world.openArtist(owner);

    assertThat(world.listings.settle(page.tenantId())).isTrue();

    assertThat(world.people.accountsOf(owner))
        .containsExactly(new Membership(page.tenantId(), page.slug().value(), "Mira Sol", "owner"));
    assertThat(team(page.tenantId()).unlisted()).isEmpty();
    assertThat(team(page.tenantId()).dueAt()).isNull();
  }

  @Test
  void followsARoleAndARemoval() {
    TenantId tenant = world.openArtist(owner).tenantId();
    String other = world.anybody();
    world.member(tenant, other, "viewer");
    world.listings.settle(tenant);
    assertThat(world.people.accountsOf(other)).extracting(Membership::role).containsOnly("viewer");

    world.member(tenant, other, "manager");
    world.listings.settle(tenant);
    assertThat(world.people.accountsOf(other)).extracting(Membership::role).containsOnly("manager");

    world.teams.change(tenant, team -> team.with(other, (Member) null, world.clock.instant()));
    world.listings.settle(tenant);
    assertThat(world.people.accountsOf(other)).isEmpty();
    assertThat(world.people.find(other).orElseThrow().tenants()).isEmpty();
  }

  @Test
  void costsOneReadWhenNobodyIsBehind() {
    TenantId tenant = world.openArtist(owner).tenantId();
    world.listings.settle(tenant);

    assertThat(world.platform.costOf(() -> world.listings.settle(tenant)))
        .isEqualTo(Map.of("read accounts", 1L));
  }

  @Test
  void listsHundredsOfAccountsInOneRead() {
    Person label = Person.unknown(world.anybody());
    for (int i = 0; i < 500; i++) {
      TenantId tenant = TenantId.random(world.random);
      label = label.listed(tenant, new Membership(tenant, "artist-" + i, "Artist " + i, "manager"));
    }
    world.database.directory().create(label.id(), label, "person");
    String id = label.userId();

    Map<String, Long> cost =
        world.platform.costOf(() -> assertThat(world.people.accountsOf(id)).hasSize(500));

    assertThat(cost).isEqualTo(Map.of("read directory", 1L));
  }

  @Test
  void isFinishedBySweepingWhereverItBrokeOff() {
    FanPage page = world.openArtist(owner);
    String other = world.anybody();
    for (int requests = 0;
        world.broken(requests, () -> world.listings.settle(page.tenantId()));
        requests++) {
      world.clock.advance(TeamSweeper.LATE.plusSeconds(1));
      world.sweeper.sweep();
      assertThat(team(page.tenantId()).unlisted()).isEmpty();
      assertThat(world.people.accountsOf(owner)).hasSize(1);
      world.member(page.tenantId(), other, "role-" + requests);
    }
    assertThat(world.people.accountsOf(other)).hasSize(1);
  }

  @Test
  void doesNotListWhatAnOnboardingLeft() {
    FanPage page = world.openArtist(owner);
    world.database.directory().delete(PageAddress.idOf(page.slug()));

    assertThat(world.listings.settle(page.tenantId())).isFalse();

    assertThat(world.people.accountsOf(owner)).isEmpty();
  }

  @Test
  void clearsAwayWhatAnOnboardingLeftAfterAnHour() {
    FanPage page = world.openArtist(owner);
    world.database.directory().delete(PageAddress.idOf(page.slug()));
    world.clock.advance(Duration.ofMinutes(59));
    world.sweeper.sweep();
    assertThat(world.teams.find(page.tenantId())).isPresent();

    world.clock.advance(Duration.ofMinutes(2));
    world.sweeper.sweep();

    assertThat(world.platform.cosmos().dump())
        .filteredOn(item -> !item.contains("auditEvent"))
        .noneMatch(item -> item.contains(page.tenantId().value()));
  }

  @Test
  void leavesOlderAccountsThatAreReachableAlone() {
    FanPage page = world.openArtist(owner);
    world.clock.advance(Duration.ofDays(1));

    world.sweeper.sweep();

    assertThat(world.people.accountsOf(owner)).hasSize(1);
    assertThat(world.teams.find(page.tenantId())).isPresent();
  }

  private Team team(TenantId tenant) {
    return world.teams.find(tenant).orElseThrow();
  }
}
