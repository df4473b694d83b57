package io.artistos.shared.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.SignedLinks.Purpose;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.queue.PurgeMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountPurgeTest {

  private final PrivacyWorld world = new PrivacyWorld();

  @Test
  void doesNothingBeforeTheFourteenDaysAreOver() {
    FanPage page = world.openArtist();
    world.sow(page.tenantId());
    world.deletions.delete(page.tenantId(), page.slug().value());
    List<String> before = world.items(page.tenantId());
    world.clock.advance(AccountDeletion.REGRET.minusSeconds(1));

    world.sweeper.sweep();
    world.drain();

    assertThat(world.items(page.tenantId())).isEqualTo(before);
  }

  @Test
  void leavesNothingButTheReceipt() {
    FanPage page = world.openArtist();
    world.sow(page.tenantId());
    world.deletions.delete(page.tenantId(), page.slug().value());
    world.clock.advance(AccountDeletion.REGRET);

    world.sweeper.sweep();
    world.drain();

    assertThat(world.items(page.tenantId()))
        .singleElement()
        .asString()
        .contains("\"purge\"")
        .doesNotContain("Mira", page.slug().value());
    PurgeReceipt receipt = world.receipt(page.tenantId());
    Map<String, Long> sown = new TreeMap<>(PrivacyWorld.sown());
    sown.merge("accounts", 1L, Long::sum); // the mail that tells of the deletion
    assertThat(receipt.removed()).isEqualTo(sown);
    assertThat(receipt.sweeps()).isEqualTo(1);
    assertThat(receipt.retiredAddresses()).isEqualTo(1);
    assertThat(receipt.deletedAt()).isEqualTo(world.clock.instant().minus(AccountDeletion.REGRET));
    assertThat(world.receipts.verify(page.tenantId().value()).proven()).isTrue();
  }

  @Test
  void touchesNothingOfAnybodyElse() {
    TenantId other = world.openArtist().tenantId();
    world.sow(other);
    List<String> before = world.items(other);

    world.purge(world.dueArtist());

    assertThat(world.items(other)).isEqualTo(before).hasSizeGreaterThan(15);
  }

  @Test
  void knowsEveryContainer() {
    List<String> stores =
        PurgeStore.all(world.database, world.platform.blobs()).stream()
            .map(PurgeStore::name)
            .toList();
    assertThat(stores)
        .containsAll(List.of(Containers.values()).stream().map(Containers::id).toList());
    assertThat(PrivacyWorld.sown().keySet())
        .as("stores that the tests put something into")
        .containsExactlyInAnyOrderElementsOf(stores);
  }

  @Test
  void destroysTheKeyBeforeAnythingElse() {
    TenantId tenant = world.dueArtist();
    String sealed = world.keys.seal(tenant, "spotify", "token", new Secret<>("a token"));
    world.clock.advance(Duration.ofMinutes(5));
    List<String> before = world.items(tenant);
    world.sweeper.sweep();

    world.purge.step(tenant);

    assertThatThrownBy(() -> world.keys.open(tenant, "spotify", "token", sealed))
        .isInstanceOf(NotFound.class);
    assertThat(world.record(tenant).keyDestroyedAt()).isEqualTo(world.clock.instant());
    // The key is gone, the record has come.
    assertThat(world.items(tenant)).hasSameSizeAs(before);
  }

  @Test
  void goesOnWhereverItIsKilledAndCountsRightly() {
    int requests = 0;
    boolean killed = true;
    while (killed) {
      TenantId tenant = world.dueArtist();
      world.sweeper.sweep();
      world.platform.cosmos().breakAfter(requests);
      try {
        world.purge.handle(new PurgeMessage(tenant));
      } catch (RuntimeException e) {
        // Killed there.
      } finally {
        killed = world.platform.cosmos().mend();
      }
      world.finish(tenant);

      assertThat(world.receipt(tenant).removed())
          .as("killed after %d requests", requests)
          .isEqualTo(PrivacyWorld.sown());
      assertThat(world.items(tenant)).hasSize(1);
      requests++;
    }
    assertThat(requests).isGreaterThan(20);
  }

  @Test
  void startsWhereverTheTimerIsKilled() {
    TenantId tenant = world.dueArtist();
    for (int requests = 0; requests < 12; requests++) {
      world.platform.cosmos().breakAfter(requests);
      try {
        world.sweeper.sweep();
      } catch (RuntimeException e) {
        // Killed there.
      } finally {
        world.platform.cosmos().mend();
      }
    }
    world.clock.advance(PurgeSweeper.LATE.plusSeconds(1));
    world.sweeper.sweep();
    world.drain();

    assertThat(world.receipt(tenant).removed()).isEqualTo(PrivacyWorld.sown());
  }

  @Test
  void isAskedForAgainWhenItsMessageIsLost() {
    TenantId tenant = world.dueArtist();
    world.sweeper.sweep();
    world.platform.emptyQueue(Queues.PURGES);
    world.clock.advance(PurgeSweeper.LATE);
    world.sweeper.sweep();
    assertThat(world.platform.receive(Queues.PURGES, PurgeMessage.class))
        .doesNotContain(new PurgeMessage(tenant));

    world.clock.advance(Duration.ofSeconds(1));
    world.sweeper.sweep();

    assertThat(world.platform.receive(Queues.PURGES, PurgeMessage.class))
        .contains(new PurgeMessage(tenant));
  }

  @Test
  void isNotHarmedByManyMessagesAtOnce() throws Exception {
    TenantId tenant = world.dueArtist();
    world.sweeper.sweep();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<? extends Future<?>> all =
          IntStream.range(0, 12)
              .mapToObj(i -> threads.submit(() -> world.purge.handle(new PurgeMessage(tenant))))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    world.drain();

    assertThat(world.receipt(tenant).removed()).isEqualTo(PrivacyWorld.sown());
    assertThat(world.items(tenant)).hasSize(1);
  }

  @Test
  void sweepsAgainWhenSomethingWasWrittenMeanwhile() {
    TenantId tenant = world.dueArtist();
    world.sweeper.sweep();
    while (world.record(tenant).step() != Purge.Step.VERIFY) {
      world.purge.step(tenant);
    }
    world.put(tenant, Containers.FANS, "late", Map.of("type", "fan"));

    world.finish(tenant);

    PurgeReceipt receipt = world.receipt(tenant);
    assertThat(receipt.sweeps()).isEqualTo(2);
    assertThat(receipt.removed()).containsEntry("fans", 4L);
    assertThat(world.items(tenant)).hasSize(1);
  }

  @Test
  void isProvenByItsReceiptOnlyAsItWasSigned() {
    TenantId tenant = world.dueArtist();
    world.purge(tenant);
    Versioned<Purge> read =
        world.database.directory().read(Purge.idOf(tenant.value()), Purge.class).orElseThrow();
    PurgeReceipt receipt = world.receipt(tenant);
    TreeMap<String, Long> fewer = new TreeMap<>(receipt.removed());
    fewer.put("fans", 2L);
    PurgeReceipt altered =
        new PurgeReceipt(
            tenant,
            receipt.deletedAt(),
            receipt.keyDestroyedAt(),
            fewer,
            receipt.sweeps(),
            receipt.verifiedAt(),
            receipt.retiredAddresses(),
            receipt.retiredUntil());
    Purge changed = read.value().done(altered, String.valueOf(read.value().signature()));
    assertThat(world.database.directory().replace(changed.id(), changed, read.etag())).isTrue();

    PurgeReceipts.Verification verification = world.receipts.verify(tenant.value());

    assertThat(verification.signatureValid()).isFalse();
    assertThat(verification.proven()).isFalse();
  }

  @Test
  void isNotProvenWhenSomethingIsThereAgain() {
    TenantId tenant = world.dueArtist();
    world.purge(tenant);
    world.put(tenant, Containers.PERFORMANCE, "day", Map.of("type", "day"));

    PurgeReceipts.Verification verification = world.receipts.verify(tenant.value());

    assertThat(verification.signatureValid()).isTrue();
    assertThat(verification.left()).containsEntry("performance", 1L);
    assertThat(verification.proven()).isFalse();
  }

  @Test
  void isNotVerifiedBeforeItIsOver() {
    TenantId tenant = world.dueArtist();
    world.sweeper.sweep();

    assertThatThrownBy(() -> world.receipts.verify(tenant.value()))
        .isInstanceOf(NotAllowedNow.class);
    assertThatThrownBy(() -> world.receipts.look("nobody")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.receipts.look("AAAAAAAAAAAAAAAAAAAAAA"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void keepsTheSlugFromOthersForAYear() {
    FanPage page = world.openArtist();
    world.makeDue(page.tenantId());
    world.purge(page.tenantId());

    assertThatThrownBy(() -> world.pages.address(page.slug().value())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.openArtist(page.slug())).isInstanceOf(AlreadyExists.class);
    assertThat(world.platform.cosmos().dump())
        .noneMatch(item -> item.contains(page.slug().value()))
        .anyMatch(item -> item.contains("\"ttl\":" + RetiredSlugs.KEPT.toSeconds()));
  }

  @Test
  void saysGoodbyeToFansWhoLeaveALongGoneList() {
    FanPage page = world.openArtist();
    String leave = world.token(Purpose.UNSUBSCRIBE, page, world.anyAddress());
    world.makeDue(page.tenantId());
    world.purge(page.tenantId());

    assertThat(world.links.lookAtUnsubscription(leave)).isEmpty();
    assertThat(world.links.unsubscribe(leave)).isEmpty();
  }
}
