package io.artistos.shared.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.people.ClerkApi;
import io.artistos.shared.people.Departures;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.Membership;
import io.artistos.shared.people.People;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildAccountsTest {

  private static final Actor STAFF = new Actor(Actor.Kind.STAFF, "user_staff");

  private final PrivacyWorld world = new PrivacyWorld();
  private final Set<String> deleted = new ConcurrentSkipListSet<>();
  private final AtomicInteger status = new AtomicInteger(200);
  private final LocalHttpServer server = LocalHttpServer.start(0, null, this::clerk);
  private final ClerkApi clerk =
      new ClerkApi(
          URI.create("http://127.0.0.1:" + server.port()), name -> new Secret<>("sk"), "clerk");
  private final AuditLog log = new AuditLog(world.database, new SecureRandom(), world.clock);
  private final People people = new People(world.database, clerk, world.clock);
  private final Teams teams = new Teams(world.database);
  private final Listings listings =
      new Listings(world.database, teams, world.accounts, world.pages, people, log, world.clock);
  private final ChildAccounts children =
      new ChildAccounts(
          world.database,
          world.pages,
          teams,
          world.deletions,
          world.sweeper,
          new Departures(people, listings, clerk),
          log,
          world.clock);
  private final FanPage page = world.openArtist();
  private final TenantId tenant = page.tenantId();
  private final String other = "user_" + page.slug().value().replace("-", "");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void closesTheAccountDeletesTheSignInAndPurgesAtOnce() {
    delete(Optional.empty());
    assertThatThrownBy(() -> world.pages.address(page.slug().value())).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> world.deletions.restore(tenant)).isInstanceOf(Gone.class);
    assertThat(deleted).containsExactly("user_owner");

    delete(Optional.empty());
    world.finish(tenant);

    assertThat(world.receipt(tenant).deletedAt()).isEqualTo(world.clock.instant());
    assertThat(deleted).containsExactly("user_owner");
  }

  @Test
  void wantsToKnowWhichOfSeveralOwnersIsTheChild() {
    member("owner");

    assertThatThrownBy(() -> delete(Optional.empty())).isInstanceOf(InvalidInput.class);
    assertThat(world.deletions.look(tenant).value().deletion()).isNull();

    delete(Optional.of(other));
    assertThat(deleted).containsExactly(other);
  }

  @Test
  void isClosedThoughClerkDoesNotAnswerAndDoneWhenItIsRepeated() {
    status.set(500);
    assertThatThrownBy(() -> delete(Optional.empty())).isInstanceOf(Unavailable.class);
    assertThat(world.deletions.look(tenant).value().deletion()).isNotNull();
    status.set(200);

    delete(Optional.empty());

    assertThat(deleted).containsExactly("user_owner");
    assertThat(world.record(tenant).tenant()).isEqualTo(tenant);
  }

  @Test
  void isNotPurgedBeforeClerkHasDeletedTheSignIn() {
    status.set(500);
    assertThatThrownBy(() -> delete(Optional.empty())).isInstanceOf(Unavailable.class);
    world.clock.advance(Duration.ofDays(1));
    world.sweeper.sweep();
    assertThat(teams.find(tenant).orElseThrow().members()).containsKey("user_owner");
    assertThat(world.deletions.look(tenant).value().deletion())
        .satisfies(deletion -> assertThat(deletion.purgeAfter()).isAfter(world.clock.instant()));
    status.set(200);

    delete(Optional.empty());
    world.finish(tenant);

    assertThat(deleted).containsExactly("user_owner");
    assertThat(world.receipt(tenant).tenant()).isEqualTo(tenant);
  }

  @Test
  void goesToTheEndWhereverItIsKilled() {
    boolean killed = true;
    int requests = -1;
    while (killed) {
      requests++;
      ChildAccountsTest fresh = new ChildAccountsTest();
      fresh.member("owner");
      fresh.world.platform.cosmos().breakAfter(requests);
      try {
        fresh.delete(Optional.of(fresh.other));
      } catch (RuntimeException e) {
        // Killed there.
      } finally {
        killed = fresh.world.platform.cosmos().mend();
      }
      boolean begun = fresh.world.deletions.look(fresh.tenant).value().deletion() != null;
      fresh.delete(begun ? Optional.empty() : Optional.of(fresh.other));

      assertThat(fresh.deleted).as("after %d requests", requests).containsExactly(fresh.other);
      assertThat(fresh.people.find(fresh.other).orElseThrow().deletedAt()).isNotNull();
      fresh.world.finish(fresh.tenant);
      assertThat(fresh.world.receipt(fresh.tenant)).isNotNull();
      fresh.close();
    }
    assertThat(requests).isGreaterThan(15);
  }

  @Test
  void staysTheSameChildAndCannotBeTakenBackOnceItBegan() {
    member("owner");
    status.set(500);
    assertThatThrownBy(() -> delete(Optional.of(other))).isInstanceOf(Unavailable.class);
    status.set(200);

    assertThatThrownBy(() -> delete(Optional.of("user_owner"))).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> world.deletions.restore(tenant)).isInstanceOf(Gone.class);
    assertThat(deleted).isEmpty();
  }

  @Test
  void standsInThePlatformsLogByItsTenant() {
    delete(Optional.empty());

    assertThat(
            world
                .platform
                .cosmos()
                .dump()
                .filter(item -> item.contains("\"accounts:" + tenant + "\""))
                .filter(item -> item.contains("\"tenantId\":\"" + AuditLog.PLATFORM + "\"")))
        .singleElement()
        .asString()
        .contains("account.child-deleted", "user_staff", "succeeded");
  }

  @Test
  void takesAPurgedAccountOffPeoplesLists() {
    member("viewer");
    listings.settle(tenant);
    assertThat(people.accountsOf(other)).extracting(Membership::tenantId).contains(tenant);
    world.makeDue(tenant);

    world.purge(tenant);

    assertThat(people.accountsOf(other)).isEmpty();
    assertThat(world.receipt(tenant).removed()).containsEntry("memberships", 2L);
  }

  private void member(String role) {
    teams.change(
        tenant,
        team -> team.with(other, new Member(role, world.clock.instant()), world.clock.instant()));
  }

  private void delete(Optional<String> child) {
    assertThat(children.delete(page.slug().value(), child, STAFF, null)).isEqualTo(tenant);
  }

  private Response clerk(Request request) {
    if (status.get() == 200) {
      deleted.add(request.path().substring("/v1/users/".length()));
    }
    return Response.text(status.get(), "{}");
  }
}
