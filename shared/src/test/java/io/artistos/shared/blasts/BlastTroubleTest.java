package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.faults.Fault;
import io.artistos.shared.artists.Account;
import io.artistos.shared.fans.FanStatus;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent although people leave, providers fail and processes die. */
class BlastTroubleTest {

  private final BlastWorld world = new BlastWorld();
  private final BlastChunkSender sender = world.services.chunks();

  @AfterEach
  void mendTheProvider() {
    world.platform.vendors().resend().faults().clear();
    world.platform.vendors().resend().dailyQuota(OptionalInt.empty());
  }

  /** The next request to send. */
  private void fail(Fault fault) {
    world.platform.vendors().resend().faults().add(fault.on("POST", "/emails*").times(1));
  }

  @Test
  void sendsOnceWhenTheProviderAcceptsAndDoesNotAnswer() {
    world.addFans(3, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    fail(Fault.drop().afterTheWork());

    sender.handle(chunk);
    assertThat(world.chunk(blast, 0).state()).isEqualTo(Chunk.State.OPEN);
    world.clock.advance(Duration.ofMinutes(1));
    sender.handle(chunk);

    assertThat(world.accepted(blast)).hasSize(3).allSatisfy((fan, n) -> assertThat(n).isOne());
    assertLedgerIsTheProvidersRecord(blast);
  }

  @Test
  void sendsOnceWhenItIsKilledAfterSendingWhateverFansDoMeanwhile() {
    List<String> fans = world.addFans(3, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    BlastChunkSender killed =
        world
            .services(
                (mails, key, checking) -> {
                  world.resend.send(mails, key, checking);
                  throw new Killed();
                })
            .chunks();
    assertThatThrownBy(() -> killed.handle(chunk)).isInstanceOf(Killed.class);

    sender.handle(chunk);
    assertThat(world.chunk(blast, 0).state()).isEqualTo(Chunk.State.SENDING);
    world.fans.leave(fans.getFirst(), BlastWorld.START);
    world.clock.advance(BlastChunkSender.CLAIM);
    sender.handle(chunk);

    assertThat(world.accepted(blast)).hasSize(3).allSatisfy((fan, n) -> assertThat(n).isOne());
    assertLedgerIsTheProvidersRecord(blast);
  }

  @Test
  void neverSendsAgainWhatTheProviderDidNotSayWithin23Hours() {
    world.addFans(3, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    fail(Fault.drop().afterTheWork());
    sender.handle(chunk);

    world.clock.advance(BlastChunkSender.KEY_LIFE.plusSeconds(1));
    sender.handle(chunk);

    assertThat(world.progress(blast).unknown()).isEqualTo(3);
    assertThat(world.accepted(blast)).hasSize(3).allSatisfy((fan, n) -> assertThat(n).isOne());
    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.SENT);
  }

  @Test
  void waitsWhenTheProviderAsksTo() {
    world.addFans(2, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    fail(Fault.answer(429));

    sender.handle(chunk);
    assertThat(world.chunk(blast, 0).payload()).isNull();
    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.SENDING);
    world.clock.advance(Duration.ofMinutes(1));
    sender.handle(chunk);

    assertThat(world.accepted(blast)).hasSize(2);
  }

  @Test
  void pausesUntilTheQuotaIsResetAndGoesOnByItself() {
    world.addFans(2, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    world.platform.vendors().resend().dailyQuota(OptionalInt.of(0));

    sender.handle(chunk);

    Blast.Pause pause = Objects.requireNonNull(world.blast(blast).pause());
    assertThat(pause.reason()).isEqualTo("daily_quota_exceeded");
    assertThat(pause.until()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    sender.handle(chunk);
    assertThat(world.accepted(blast)).isEmpty();

    world.platform.vendors().resend().dailyQuota(OptionalInt.empty());
    world.clock.advance(Duration.ofHours(14));
    world.services.sweeper().sweep();
    handleEverything();
    assertThat(world.accepted(blast)).hasSize(2);
  }

  @Test
  void sendsTheOtherMailsOfAChunkWithABadOneInIt() {
    world.addFans(3, "DE");
    String bad = world.fans.add("bad-" + world.label + "@example.com", "B", "DE", BlastWorld.START);
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    BlastChunkSender picky = world.services(new PickyProvider(world.resend, bad)).chunks();

    picky.handle(chunk);

    assertThat(world.accepted(blast)).hasSize(3).doesNotContainKey(bad);
    assertThat(Objects.requireNonNull(world.chunk(blast, 0).outcomes().get(bad)).state())
        .isEqualTo(RecipientState.PARKED);
    assertThat(world.progress(blast).sent()).isEqualTo(3);
  }

  @Test
  void pausesAndGivesNobodyUpWhenTheProviderRefusesWhateverItGets() {
    world.addFans(2, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    BlastChunkSender refused =
        world
            .services(
                (mails, key, checking) -> {
                  throw new MailRefused("validation_error");
                })
            .chunks();

    refused.handle(chunk);

    assertThat(Objects.requireNonNull(world.blast(blast).pause()).reason())
        .isEqualTo("validation_error");
    assertThat(world.progress(blast).planned()).isEqualTo(2);
    world.services.sending().resume(world.tenant, blast);
    handleEverything();
    assertThat(world.accepted(blast)).hasSize(2);
  }

  @Test
  void pausesItselfWhenTheProviderFailsAgainAndAgain() {
    world.addFans(1, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    world.platform.vendors().resend().faults().add(Fault.answer(500).on("POST", "/emails*"));

    for (int i = 0; i < BlastControl.MOST_FAILURES; i++) {
      sender.handle(chunk);
      world.clock.advance(Duration.ofMinutes(31));
    }

    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.PAUSED);
    assertThat(Objects.requireNonNull(world.blast(blast).pause()).reason())
        .isEqualTo(BlastControl.FAILING);
  }

  @Test
  void stopsAtTheNextClaimAndGoesOnWithWhatIsOpen() {
    world.addFans(150, "DE");
    String blast = world.draft();
    List<BlastChunkMessage> chunks = world.cut(blast);
    sender.handle(chunks.getFirst());
    world.services.sending().pause(world.tenant, blast);

    sender.handle(chunks.getLast());
    assertThat(world.accepted(blast)).hasSize(100);

    world.services.sending().resume(world.tenant, blast);
    handleEverything();
    assertThat(world.accepted(blast)).hasSize(150).allSatisfy((fan, n) -> assertThat(n).isOne());
    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.SENT);
  }

  @Test
  void sendsNothingMoreOnceItIsCancelledOrTheAccountDeleted() {
    world.addFans(1, "DE");
    String cancelled = world.draft();
    List<BlastChunkMessage> chunks = new java.util.ArrayList<>(world.cut(cancelled));
    world.services.sending().cancel(world.tenant, cancelled);
    String deleted = world.draft();
    chunks.addAll(world.cut(deleted));
    Account account = world.account();
    world.replaceAccount(
        account.with(new Account.Deletion(BlastWorld.START, BlastWorld.START.plusSeconds(9))));

    chunks.forEach(sender::handle);

    assertThat(world.accepted(cancelled)).isEmpty();
    assertThat(world.accepted(deleted)).isEmpty();
    assertThatThrownBy(() -> world.services.sending().resume(world.tenant, cancelled))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void findsBlastsAndChunksWhoseMessagesWereLost() {
    world.addFans(2, "DE");
    String blast = world.sent(world.draft());

    world.clock.advance(BlastSweeper.LATE.plusSeconds(1));
    world.services.sweeper().sweep();
    handleBlasts();
    world.chunkMessages();
    world.clock.advance(BlastSweeper.LATE.plusSeconds(1));
    world.services.sweeper().sweep();
    handleEverything();

    assertThat(world.accepted(blast)).hasSize(2);
  }

  @Test
  void keepsNoAddressInTheLedger() {
    List<String> fans = world.addFans(1, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    fail(Fault.drop().afterTheWork());
    sender.handle(chunk);

    Chunk stored = world.chunk(blast, 0);
    ChunkPayload payload =
        world
            .store
            .chunks(world.tenant, blast)
            .read(Objects.requireNonNull(stored.payload()), ChunkPayload.class)
            .orElseThrow()
            .value();
    assertThat(stored.toString() + payload).doesNotContain("@example.com");
    assertThat(payload.open(world.keys)).hasSize(1);
    assertThat(world.fans.status(fans.getFirst())).isEqualTo(FanStatus.CONFIRMED);
  }

  private void handleBlasts() {
    List<BlastMessage> messages;
    do {
      messages = world.platform.receive(Queues.BLASTS, BlastMessage.class);
      messages.stream()
          .filter(message -> message.tenant().equals(world.tenant))
          .forEach(world.services.cutter()::handle);
    } while (!messages.isEmpty());
  }

  private void handleEverything() {
    handleBlasts();
    world.chunkMessages().forEach(sender::handle);
  }

  private void assertLedgerIsTheProvidersRecord(String blast) {
    Map<String, String> provider = new HashMap<>();
    world.platform.vendors().mails().stream()
        .filter(mail -> blast.equals(mail.tags().get("blast")))
        .forEach(mail -> provider.put(mail.tags().get("fan"), mail.id()));
    Map<String, String> ledger = new HashMap<>();
    world.chunk(blast, 0).outcomes().forEach((fan, outcome) -> ledger.put(fan, outcome.mail()));
    assertThat(ledger).isEqualTo(provider);
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
