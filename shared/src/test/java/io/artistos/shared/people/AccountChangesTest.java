package io.artistos.shared.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.AccountFields;
import io.artistos.shared.artists.AccountView;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountChangesTest {

  private final PeopleWorld world = new PeopleWorld();
  private final String owner = world.anybody();
  private final FanPage page = world.openArtist(owner);
  private final TenantId tenant = page.tenantId();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void listsARenamedArtistByTheNewNameAndShowsItOnThePage() {
    Versioned<AccountView> edited = edit(Optional.empty(), "Mira Luna");

    assertThat(edited.value().artistName()).isEqualTo("Mira Luna");
    assertThat(edited.value().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(world.people.accountsOf(owner))
        .extracting(Membership::artistName)
        .containsExactly("Mira Luna");
    assertThat(world.pages.page(page.slug().value()).artistName()).isEqualTo("Mira Luna");
  }

  @Test
  void changesOnlyTheVersionThatTheCallerSaw() {
    Versioned<AccountView> first = edit(Optional.empty(), "Mira Luna");
    Versioned<AccountView> second = edit(Optional.of(first.etag()), "Mira Sol");

    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThatThrownBy(() -> edit(Optional.of(first.etag()), "Late")).isInstanceOf(Outdated.class);
    assertThat(world.accounts.findNow(tenant).orElseThrow().artistName()).isEqualTo("Mira Sol");
  }

  @Test
  void leadsFromTheOldSlugToThePage() {
    Slug slug = new Slug("luna-" + world.random());

    world.changes.changeSlug(tenant, slug);

    assertThat(world.pages.page(page.slug().value()).slug()).isEqualTo(slug);
    assertThat(world.pages.page(slug.value()).slug()).isEqualTo(slug);
    assertThat(world.pages.address(page.slug().value()).tenantId()).isEqualTo(tenant);
    assertThat(world.people.accountsOf(owner))
        .extracting(Membership::slug)
        .containsExactly(slug.value());
  }

  @Test
  void leavesTheOldSlugAndWhatLooksLikeItTaken() {
    world.changes.changeSlug(tenant, new Slug("luna-" + world.random()));
    TenantId other = world.openArtist(world.anybody()).tenantId();

    assertThatThrownBy(() -> world.changes.changeSlug(other, page.slug()))
        .isInstanceOf(AlreadyExists.class);
    assertThatThrownBy(
            () ->
                world.changes.changeSlug(
                    other, new Slug(page.slug().value().replaceFirst("mira", "m1ra"))))
        .isInstanceOf(AlreadyExists.class);
  }

  @Test
  void leavesTheSlugOfAnotherPageOfTheSameArtistToThatPage() {
    Slug other = new Slug("tour-" + world.random());
    world.secondPage(tenant, other);

    assertThatThrownBy(() -> world.changes.changeSlug(tenant, other))
        .isInstanceOf(AlreadyExists.class);

    FanPages fresh = new FanPages(world.database, world.clock);
    assertThat(fresh.page(page.slug().value()).slug()).isEqualTo(page.slug());
    assertThat(fresh.main(tenant).orElseThrow().slug()).isEqualTo(page.slug());
    assertThat(world.accounts.findNow(tenant).orElseThrow().slugChanges()).isNull();
  }

  @Test
  void sendsNobodyInCirclesThoughAnInstanceStillKeepsTheOldPage() {
    FanPages other = new FanPages(world.database, world.clock);
    Slug slug = new Slug("luna-" + world.random());
    other.page(page.slug().value());
    world.changes.changeSlug(tenant, slug);
    assertThat(other.page(page.slug().value()).slug()).isEqualTo(page.slug()); // as it is kept

    assertThat(other.current(slug.value()).isAt(slug.value())).isTrue();
    assertThat(other.current(page.slug().value()).isAt(page.slug().value())).isFalse();

    world.changes.changeSlug(tenant, page.slug());
    assertThat(other.current(page.slug().value()).isAt(page.slug().value())).isTrue();
    assertThat(other.current(slug.value()).isAt(slug.value())).isFalse();
  }

  @Test
  void canTakeTheOldSlugBack() {
    world.changes.changeSlug(tenant, new Slug("luna-" + world.random()));

    world.changes.changeSlug(tenant, page.slug());

    assertThat(world.pages.page(page.slug().value()).slug()).isEqualTo(page.slug());
  }

  @Test
  void changesThreeTimesInThirtyDays() {
    for (int i = 0; i < 3; i++) {
      world.changes.changeSlug(tenant, new Slug("luna-" + world.random()));
    }
    assertThatThrownBy(() -> world.changes.changeSlug(tenant, new Slug("luna-" + world.random())))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("too-many-slugs"));

    world.clock.advance(Duration.ofDays(30));

    world.changes.changeSlug(tenant, new Slug("luna-" + world.random()));
  }

  @Test
  void costsSoManyRequests() {
    world.listings.settle(tenant);

    Map<String, Long> cost =
        world.platform.costOf(
            () -> world.changes.changeSlug(tenant, new Slug("luna-" + world.random())));

    assertThat(cost)
        .isEqualTo(
            Map.of(
                // account, team; team and account for the lists; the answer
                "read accounts", 5L,
                "query accounts", 2L,
                "batch accounts", 1L,
                "replace accounts", 1L,
                // retired, twice; the address and the owner for the lists
                "read directory", 4L,
                "create directory", 2L,
                "replace directory", 1L));
  }

  @Test
  void canBeAskedForAgainWhereverItBrokeOff() {
    for (int requests = 0; requests < 100; requests++) {
      TenantId one = world.openArtist(owner).tenantId();
      Slug slug = new Slug("luna-" + world.random());
      boolean broken = world.broken(requests, () -> world.changes.changeSlug(one, slug));
      FanPage before = world.pages.main(one).orElseThrow();
      // Whatever leads to the account leads to the slug that it has.
      FanPages fresh = new FanPages(world.database, world.clock);
      assertThat(fresh.addressesOf(one))
          .allSatisfy(
              address ->
                  assertThat(fresh.page(address.slug().value()).slug()).isEqualTo(before.slug()));

      world.changes.changeSlug(one, slug);

      assertThat(world.pages.page(slug.value()).slug()).isEqualTo(slug);
      assertThat(world.people.accountsOf(owner))
          .extracting(Membership::slug)
          .contains(slug.value());
      if (!broken) {
        return;
      }
    }
    throw new AssertionError("never whole");
  }

  private Versioned<AccountView> edit(Optional<String> ifMatch, String name) {
    return world.changes.edit(
        tenant,
        ifMatch,
        new AccountFields(name, ZoneId.of("Europe/Berlin"), "DE", "1 Am Hafen, Hamburg"));
  }
}
