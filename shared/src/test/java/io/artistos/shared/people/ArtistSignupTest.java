package io.artistos.shared.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.policies.PolicyAnnouncing;
import io.artistos.shared.team.Team;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArtistSignupTest {

  private final PeopleWorld world = new PeopleWorld();
  private final String owner = world.signedUp(true);
  private final String slug = "mira-" + world.random();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void opensAnAccountThatTheCallerOwnsAndLists() {
    FanPage page = open(Map.of(), world.application(slug));

    Account account = world.accounts.findNow(page.tenantId()).orElseThrow();
    assertThat(account.country()).isEqualTo("GB");
    assertThat(account.terms()).isNotNull();
    assertThat(account.ageStatedAt()).isEqualTo(world.clock.instant());
    Team team = world.teams.find(page.tenantId()).orElseThrow();
    assertThat(team.members()).containsOnlyKeys(owner);
    assertThat(world.people.accountsOf(owner)).extracting(Membership::slug).containsExactly(slug);
    assertThat(world.stored("1998-04-23")).isEmpty();
  }

  @Test
  void costsSoManyRequests() {
    world.people.known(owner);

    Map<String, Long> cost = world.platform.costOf(() -> open(Map.of(), world.application(slug)));

    assertThat(cost)
        .isEqualTo(
            Map.of(
                // the policies; the person, and again to accept; twice retired; its address and the
                // person for the list
                "read directory", 7L,
                // look-alike and address
                "create directory", 2L,
                // what they accepted; the list
                "replace directory", 2L,
                "batch accounts", 1L,
                "create accounts", 1L,
                "read accounts", 2L,
                "query accounts", 1L,
                "replace accounts", 1L,
                // the audit event
                "create activity", 1L,
                "delete accounts", 1L));
  }

  @Test
  void refusesAChildKeepsNothingAndDeletesTheSignIn() {
    world.people.known(owner);
    Map<String, Object> body = world.application(slug);
    body.put("birthDate", "2013-11-24");

    assertThatThrownBy(() -> open(Map.of(), body))
        .isInstanceOfSatisfying(
            Forbidden.class, e -> assertThat(e.code()).isEqualTo("not-eligible"));

    assertThat(world.stored(owner)).isEmpty();
    assertThat(world.stored(slug)).isEmpty();
    assertThat(world.users).doesNotContainKey(owner);
    assertThatThrownBy(() -> open(Map.of(), world.application(slug))).isInstanceOf(NotFound.class);
  }

  @Test
  void refusesAMemberWhoMistypedTheYearAndNothingElse() {
    open(Map.of(), world.application(slug));
    Map<String, Object> body = world.application(slug + "-too");
    body.put("birthDate", "2023-11-24");

    assertThatThrownBy(() -> open(Map.of(), body)).isInstanceOf(Forbidden.class);

    assertThat(world.users).containsKey(owner);
    assertThat(world.people.accountsOf(owner)).extracting(Membership::slug).containsExactly(slug);
    assertThat(world.stored("2023-11-24")).isEmpty();
  }

  @Test
  void countsTheDayWhereTheyLive() {
    Map<String, Object> body = world.application(slug);
    body.put("birthDate", "2013-11-24");
    body.put("timeZone", "Pacific/Kiritimati"); // where it is the 24th already

    assertThat(open(Map.of(), body).slug().value()).isEqualTo(slug);
  }

  @Test
  void wantsAVerifiedAddress() {
    String unverified = world.signedUp(false);

    assertThatThrownBy(
            () -> world.signup.open(world.call(unverified, Map.of(), world.application(slug))))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("email-unverified"));
  }

  @Test
  void wantsTheCurrentPoliciesARealCountryAndASlugThatIsNotReserved() {
    for (Map.Entry<String, String> wrong :
        Map.of("terms", "2025-01", "country", "XX", "slug", "adm1n", "birthDate", "2030-01-01")
            .entrySet()) {
      Map<String, Object> body = world.application(slug);
      body.put(wrong.getKey(), wrong.getValue());

      assertThatThrownBy(() -> open(Map.of(), body))
          .as(wrong.getKey())
          .isInstanceOfSatisfying(
              InvalidInput.class,
              e -> assertThat(e.errors()).extracting("field").containsExactly(wrong.getKey()));
    }
  }

  @Test
  void wantsTheVersionThatHoldsNow() {
    Map<String, Object> news =
        Map.of(
            "kind", "terms",
            "version", "2026-12",
            "effectiveAt", world.clock.instant().toString(),
            "material", false,
            "summary", "Spelling.",
            "url", "https://artistos.example/terms");
    new PolicyAnnouncing(new Policies(world.database, world.clock), world.clock)
        .announce(world.call(owner, Map.of(), news));
    try {
      Map<String, Object> body = world.application(slug);
      assertThatThrownBy(() -> open(Map.of(), body))
          .isInstanceOfSatisfying(
              InvalidInput.class,
              e -> assertThat(e.errors()).extracting("field").containsExactly("terms"));
      body.put("terms", "2026-12");
      open(Map.of(), body);
    } finally {
      world.database.directory().delete("policies");
    }
  }

  @Test
  void givesNobodyASlugThatLooksLikeAnothers() {
    open(Map.of(), world.application("mira-sol-" + slug));

    for (String other : new String[] {"mira-so1-", "mirasol", "m1ra-5ol-"}) {
      assertThatThrownBy(() -> open(Map.of(), world.application(other + slug)))
          .as(other)
          .isInstanceOf(AlreadyExists.class);
    }
    assertThat(world.people.accountsOf(owner)).hasSize(1);
  }

  @Test
  void leavesNothingBehindWhenTheSlugIsTaken() {
    open(Map.of(), world.application(slug));
    long items = world.platform.cosmos().dump().count();

    assertThatThrownBy(() -> open(Map.of("idempotency-key", "k"), world.application(slug)))
        .isInstanceOf(AlreadyExists.class);

    assertThat(world.platform.cosmos().dump().count()).isEqualTo(items);
  }

  @Test
  void answersTheSameKeyOfTheSamePersonWithTheSameAccount() {
    Map<String, String> key = Map.of("idempotency-key", "k-" + slug);
    FanPage first = open(key, world.application(slug));

    assertThat(open(key, world.application("another-" + slug))).isEqualTo(first);
    assertThat(world.people.accountsOf(owner)).hasSize(1);
    String other = world.signedUp(true);
    assertThatThrownBy(() -> world.signup.open(world.call(other, key, world.application(slug))))
        .isInstanceOf(AlreadyExists.class);
  }

  @Test
  void goesOnWithTheSameKeyWhereverItBrokeOff() {
    for (int requests = 0, i = 0; i < 100; requests++, i++) {
      String name = slug + "-" + i;
      Map<String, String> key = Map.of("idempotency-key", name);
      boolean broken = world.broken(requests, () -> open(key, world.application(name)));

      FanPage page = open(key, world.application(name));

      assertThat(world.people.accountsOf(owner)).extracting(Membership::slug).contains(name);
      assertThat(world.stored("\"" + name + "\""))
          .as("one page, one address, one list; broken off after " + requests)
          .hasSize(3);
      assertThat(world.pages.address(name).tenantId()).isEqualTo(page.tenantId());
      assertThat(world.opened(page.tenantId()))
          .as("broken off after " + requests)
          .containsExactly(
              "account.opened accounts:" + page.tenantId() + " person " + owner + " succeeded");
      if (!broken) {
        return;
      }
    }
    throw new AssertionError("never whole");
  }

  @Test
  void isClearedAwayAfterAnHourWhereverItBrokeOff() {
    for (int requests = 0; requests < 100; requests++) {
      String name = slug + "-" + requests;
      boolean broken = world.broken(requests, () -> open(Map.of(), world.application(name)));
      boolean reachable = world.pages.anyAddress(name).isPresent();
      world.clock.advance(Duration.ofMinutes(62));
      world.sweeper.sweep();

      assertThat(world.stored(name).isEmpty()).as("after " + requests).isEqualTo(!reachable);
      assertThat(world.people.accountsOf(owner).stream().anyMatch(one -> one.slug().equals(name)))
          .isEqualTo(reachable);
      if (!broken) {
        return;
      }
    }
    throw new AssertionError("never whole");
  }

  @Test
  void isInTheLogOnceThoughNobodyAskedAgainWhereverItBrokeOff() {
    for (int requests = 0; requests < 100; requests++) {
      String name = slug + "-" + requests;
      boolean broken = world.broken(requests, () -> open(Map.of(), world.application(name)));
      world.clock.advance(Duration.ofMinutes(10));
      world.log.sweep();
      world.log.sweep();

      Optional<PageAddress> address = world.pages.anyAddress(name);
      address.ifPresent(there -> assertThat(world.opened(there.tenantId())).hasSize(1));
      if (!broken) {
        assertThat(address).isPresent();
        return;
      }
    }
    throw new AssertionError("never whole");
  }

  @Test
  void doesNotGoOnWithWhatIsAboutToBeClearedAway() {
    Map<String, String> key = Map.of("idempotency-key", slug);
    world.people.known(owner);
    world.broken(7, () -> open(key, world.application(slug)));
    world.clock.advance(Duration.ofMinutes(31));

    assertThatThrownBy(() -> open(key, world.application(slug))).isInstanceOf(Unavailable.class);

    world.clock.advance(Duration.ofMinutes(31));
    world.sweeper.sweep();
    assertThat(open(key, world.application(slug)).slug().value()).isEqualTo(slug);
  }

  private FanPage open(Map<String, String> headers, Map<String, Object> body) {
    return world.signup.open(world.call(owner, headers, body));
  }
}
