package io.artistos.shared.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.AccountView;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.crypto.SignedLinks.Purpose;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccountDeletionTest {

  private final PrivacyWorld world = new PrivacyWorld();
  private final FanPage page = world.openArtist();
  private final TenantId tenant = page.tenantId();
  private final String slug = page.slug().value();

  @Test
  void changesNothingWhenTheTypedSlugIsNotTheAccounts() {
    String other = world.openArtist().slug().value();
    List<String> before = world.items(tenant);

    for (String typed : List.of("mira", slug.toUpperCase(java.util.Locale.ROOT), other)) {
      assertThatThrownBy(() -> world.deletions.delete(tenant, typed))
          .isInstanceOf(InvalidInput.class);
    }
    assertThat(world.items(tenant)).isEqualTo(before);
  }

  @Test
  void stopsEverythingAtOnce() {
    String email = world.anyAddress();
    world.signUp(page, email);
    String confirm = world.token(Purpose.CONFIRM, page, email);
    assertThat(world.pages.page(slug).id()).isEqualTo(page.id());

    world.deletions.delete(tenant, slug);

    assertThatThrownBy(() -> world.pages.page(slug)).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> world.signUp(page, world.anyAddress())).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> world.links.lookAtConfirmation(confirm)).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> world.links.confirm(confirm)).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> world.accounts.open(tenant)).isInstanceOf(Gone.class);
    assertThat(world.items(tenant)).noneMatch(item -> item.contains("\"confirmed\""));
  }

  @Test
  void stopsOtherInstancesWithinTenSeconds() {
    FanPages otherPages = new FanPages(world.database, world.clock);
    Accounts otherAccounts = new Accounts(world.database, world.clock);
    otherPages.address(slug);
    otherAccounts.open(tenant);

    world.deletions.delete(tenant, slug);
    world.clock.advance(Duration.ofSeconds(10));

    assertThatThrownBy(() -> otherPages.address(slug)).isInstanceOf(Gone.class);
    assertThatThrownBy(() -> otherAccounts.open(tenant)).isInstanceOf(Gone.class);
  }

  @Test
  void tellsTheArtistOnceUntilWhenItCanBeTakenBack() {
    world.deletions.delete(tenant, slug);
    world.deletions.delete(tenant, slug);

    assertThat(world.artistMail(page))
        .singleElement()
        .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Your account was deleted"))
        .satisfies(
            mail ->
                assertThat(String.valueOf(mail.text()).replaceAll("\\s+", " "))
                    .contains("until Monday, 7 December 2026, 10:00 (Europe/London)"));
  }

  @Test
  void saysNothingOfADeletionThatWasTakenBackMeanwhile() {
    world.deletions.delete(tenant, slug);
    world.deletions.restore(tenant);

    assertThat(world.artistMail(page)).isEmpty();
  }

  @Test
  void letsFansLeave() {
    String email = world.anyAddress();
    world.signUp(page, email);
    String leave = world.token(Purpose.UNSUBSCRIBE, page, email);
    world.deletions.delete(tenant, slug);

    assertThat(world.links.lookAtUnsubscription(leave)).contains("Mira Sol");
    assertThat(world.links.unsubscribe(leave)).contains("Mira Sol");
    assertThat(world.items(tenant)).anyMatch(item -> item.contains("\"unsubscribed\""));
  }

  @Test
  void keepsMailBackAndSendsItWhenTheDeletionIsTakenBackSoon() {
    String email = world.anyAddress();
    world.signUp(page, email);
    world.deletions.delete(tenant, slug);
    world.handleFanMail();
    world.clock.advance(Duration.ofHours(2));
    world.fanMailSweeper.sweep();
    world.handleFanMail();
    assertThat(world.platform.vendors().mailsTo(email)).isEmpty();

    world.deletions.restore(tenant);
    world.clock.advance(Duration.ofHours(2));
    world.fanMailSweeper.sweep();
    world.handleFanMail();

    assertThat(world.platform.vendors().mailsTo(email)).hasSize(1);
  }

  @Test
  void keepsTheTimeOfTheFirstRequestWhenItIsRepeated() {
    AccountView first = world.deletions.delete(tenant, slug);
    world.clock.advance(Duration.ofDays(3));
    AccountView again = world.deletions.delete(tenant, slug);

    assertThat(again).isEqualTo(first);
    assertThat(Objects.requireNonNull(again.deletion()).purgeAfter())
        .isEqualTo(world.clock.instant().plus(Duration.ofDays(11)));
  }

  @Test
  void isTakenBackWithNothingLost() {
    world.sow(tenant);
    List<String> before = contents();
    world.deletions.delete(tenant, slug);
    world.clock.advance(AccountDeletion.REGRET.minusSeconds(1));
    world.sweeper.sweep();

    world.deletions.restore(tenant);

    assertThat(contents()).isEqualTo(before);
    assertThat(world.pages.page(slug).id()).isEqualTo(page.id());
    assertThat(world.accounts.open(tenant).deletion()).isNull();
    world.signUp(page, world.anyAddress());
  }

  @Test
  void cannotBeTakenBackOnceItsTimeIsOver() {
    world.deletions.delete(tenant, slug);
    world.clock.advance(AccountDeletion.REGRET);

    assertThatThrownBy(() -> world.deletions.restore(tenant)).isInstanceOf(Gone.class);
  }

  @Test
  void cannotBeTakenBackOnceThePurgeBeganThoughAClockIsSlow() {
    world.makeDue(tenant);
    world.sweeper.sweep();
    world.clock.advance(Duration.ofHours(-1));

    assertThatThrownBy(() -> world.deletions.restore(tenant)).isInstanceOf(Gone.class);
  }

  @Test
  void isFinishedBySweepingWhereverItBrokeOff() {
    for (int requests = 0;
        broken(requests, () -> world.deletions.delete(tenant, slug));
        requests++) {
      world.sweeper.sweep();
      boolean deleted = world.deletions.look(tenant).value().deletion() != null;
      assertThat(closed()).isEqualTo(deleted);
      world.deletions.restore(tenant);
      world.clock.advance(Duration.ofSeconds(1));
    }
    world.deletions.delete(tenant, slug);
    for (int requests = 0; broken(requests, () -> world.deletions.restore(tenant)); requests++) {
      world.sweeper.sweep();
      boolean deleted = world.deletions.look(tenant).value().deletion() != null;
      assertThat(closed()).isEqualTo(deleted);
      world.clock.advance(Duration.ofSeconds(1));
      world.deletions.delete(tenant, slug);
    }
    assertThat(closed()).isFalse();
  }

  /** Whether {@code change} got no further than so many requests. */
  private boolean broken(int requests, Runnable change) {
    assertThat(requests).isLessThan(100);
    world.platform.cosmos().breakAfter(requests);
    try {
      change.run();
      return false;
    } catch (Unavailable e) {
      return true;
    } finally {
      world.platform.cosmos().mend();
    }
  }

  private boolean closed() {
    return new FanPages(world.database, world.clock).anyAddress(slug).orElseThrow().closedAt()
        != null;
  }

  /** Without mail, what Cosmos adds to an item that was written, and the number of its form. */
  private List<String> contents() {
    return world.items(tenant).stream()
        .filter(item -> !item.contains("\"artistMail\""))
        .map(item -> item.replaceAll("\"(_\\w+|schema)\":(\"(\\\\.|[^\"\\\\])*\"|\\d+),?", ""))
        .toList();
  }
}
