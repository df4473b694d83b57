package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.local.vendors.ResendFault;
import io.artistos.shared.artists.Account;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.fans.FanStatus;
import io.artistos.shared.mail.MailRefused;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlastSendingTest {

  private final BlastWorld world = new BlastWorld();
  private final BlastChunkSender sender = world.services.chunks();

  @AfterEach
  void mendTheProvider() {
    world.platform.vendors().resend().faults().clear();
    world.platform.vendors().resend().dailyQuota(OptionalInt.empty());
  }

  @Test
  void sendsEachFanOfTheSegmentOneMailWithEverythingItMustHave() {
    world.addFans(2, "DE");
    world.addFans(1, "FR");
    world.addFans(3, "US");
    String blast =
        world.draft(
            Map.of(
                "subject", "For {{firstName|you}}",
                "body", "Hello **{{firstName|you}}** in {{country|your country}}",
                "segment", Map.of("countries", List.of("DE", "FR"))));

    List<BlastChunkMessage> chunks = world.cut(blast);
    chunks.forEach(sender::handle);

    assertThat(chunks).hasSize(1);
    assertThat(world.accepted(blast)).hasSize(3).allSatisfy((fan, n) -> assertThat(n).isOne());
    assertThat(world.progress(blast).sent()).isEqualTo(3);
    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.SENT);
    ReceivedMail mail = mailTo("fan-" + world.label + "-DE-0@example.com");
    assertThat(mail.from()).isEqualTo("\"Mira, Sol & Band\" <news@mail.artistos.example>");
    assertThat(mail.subject()).isEqualTo("For Ada");
    assertThat(mail.html()).contains("<strong>Ada</strong>", "Germany");
    assertThat(mail.text()).contains("Hello Ada in Germany");
    assertThat(mail.header("List-Unsubscribe"))
        .startsWith("<https://artistos.example/unsubscribe?t=");
    assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.header("List-Id")).endsWith(".fans.mail.artistos.example>");
    for (String part : List.of(String.valueOf(mail.text()), String.valueOf(mail.html()))) {
      assertThat(part)
          .contains("https://artistos.example/unsubscribe?t=")
          .contains("12 Harbour Lane, Bristol");
    }
  }

  @Test
  void goesToTaggedFansOnly() {
    List<String> fans = world.addFans(3, "DE");
    world.fans.tag(fans.get(1), "vip");
    String blast =
        world.draft(Map.of("subject", "s", "body", "b", "segment", Map.of("tags", List.of("VIP"))));

    world.cut(blast).forEach(sender::handle);

    assertThat(world.accepted(blast)).containsOnlyKeys(fans.get(1));
  }

  @Test
  void refusesToFreezeWhatCannotBeSent() {
    String blast = world.draft(Map.of("subject", "s"));

    assertThat(world.services.sending().preflight(world.tenant, blast).problems())
        .extracting(Preflight.Problem::code)
        .containsExactly("no-content", "nobody");
    assertThatThrownBy(() -> send(blast, Map.of()))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("not-ready"));
    assertThat(world.blast(blast).status()).isEqualTo(BlastStatus.DRAFT);
  }

  @Test
  void isSentOnceForOneIdempotencyKeyAndOnlyInTheVersionThatWasSeen() {
    world.addFans(1, "DE");
    String blast = world.draft();

    assertThatThrownBy(() -> send(blast, Map.of("if-match", "\"other\"")))
        .isInstanceOf(Outdated.class);
    send(blast, Map.of("idempotency-key", "a"));
    send(blast, Map.of("idempotency-key", "a"));
    assertThatThrownBy(() -> send(blast, Map.of("idempotency-key", "b")))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("not-a-draft"));

    assertThat(world.platform.receive(Queues.BLASTS, BlastMessage.class)).hasSize(1);
  }

  @Test
  void costsAKnownNumberOfRequestsFor100Recipients() {
    world.addFans(100, "DE");
    String blast = world.sent(world.draft());
    BlastMessage message = new BlastMessage(world.tenant, blast, BlastQueues.CUT);

    Map<String, Long> cutting =
        world.platform.costOf(() -> world.services.cutter().handle(message));
    BlastChunkMessage chunk = world.chunkMessages().getFirst();
    Map<String, Long> sending = world.platform.costOf(() -> sender.handle(chunk));
    sender.handle(chunk);

    // Asked for once for each form of a query, then kept.
    cutting.remove("query-plan fans");
    sending.remove("query-plan fans");
    sending.remove("query-plan deliveries");
    assertThat(cutting)
        .isEqualTo(
            Map.of(
                "read accounts", 1L,
                "query fans", 1L,
                "read directory", 1L,
                "create directory", 1L,
                "create deliveries", 1L,
                "replace accounts", 1L));
    assertThat(sending)
        .isEqualTo(
            Map.of(
                "read accounts", 4L, // blast, account, the tenant's key, the blast that ends here
                "replace accounts", 1L,
                "read deliveries", 2L,
                "query fans", 1L,
                "batch deliveries", 1L,
                "replace deliveries", 1L,
                "query deliveries", 1L));
    assertThat(world.accepted(blast)).hasSize(100);
  }

  @Test
  void putsEveryFanIntoOneChunkHoweverOftenCuttingIsKilledAndWhoeverComesAndGoes() {
    List<String> fans = world.addFans(230, "DE");
    String blast = world.sent(world.draft());
    BlastMessage message = new BlastMessage(world.tenant, blast, BlastQueues.CUT);
    Blast before = world.blast(blast);

    world.services.cutter().handle(message);
    // Killed before the cursor was written: as if the blast knew nothing of its chunks.
    world.store.update(before, now -> now.withCut(before.whenFrozen().cut()));
    world.fans.leave(fans.get(7), BlastWorld.START);
    world.addFans(5, "FR").forEach(id -> world.fans.tag(id, "late"));
    world.services.cutter().handle(message);
    world.services.cutter().handle(message);

    Set<String> seen = new HashSet<>();
    int chunks = world.blast(blast).whenFrozen().cut().chunks();
    for (int n = 0; n < chunks; n++) {
      for (String fan : world.chunk(blast, n).recipients()) {
        assertThat(seen.add(fan)).as("once").isTrue();
      }
    }
    assertThat(seen).containsAll(fans);
  }

  @Test
  void leavesOutWhoConfirmedAfterItWasFrozen() {
    world.addFans(1, "DE");
    String blast = world.sent(world.draft());
    world.fans.add(
        "late-" + world.label + "@example.com", "Eve", "DE", BlastWorld.START.plusSeconds(60));

    world.services.cutter().handle(new BlastMessage(world.tenant, blast, BlastQueues.CUT));

    assertThat(world.chunk(blast, 0).recipients()).hasSize(1);
  }

  @Test
  void spreadsChunksByTheProvidersRate() {
    world.addFans(201, "DE");
    String blast = world.sent(world.draft());

    world
        .services(world.resend, 2)
        .cutter()
        .handle(new BlastMessage(world.tenant, blast, BlastQueues.CUT));

    List<Instant> due = IntStream.range(0, 3).mapToObj(n -> world.chunk(blast, n).dueAt()).toList();
    assertThat(Duration.between(due.get(0), due.get(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(Duration.between(due.get(1), due.get(2))).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void skipsWhoLeftSince() {
    List<String> fans = world.addFans(3, "DE");
    String blast = world.draft();
    List<BlastChunkMessage> chunks = world.cut(blast);
    world.fans.leave(fans.getFirst(), BlastWorld.START);

    chunks.forEach(sender::handle);

    assertThat(world.accepted(blast)).hasSize(2).doesNotContainKey(fans.getFirst());
    assertThat(world.progress(blast).skipped()).isEqualTo(1);
  }

  @Test
  void sendsOnceWhenTheProviderAcceptsAndDoesNotAnswer() {
    world.addFans(3, "DE");
    String blast = world.draft();
    BlastChunkMessage chunk = world.cut(blast).getFirst();
    world.platform.vendors().resend().faults().next(ResendFault.DROP_AFTER_ACCEPT, 1);

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
    world.platform.vendors().resend().faults().next(ResendFault.DROP_AFTER_ACCEPT, 1);
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
    world.platform.vendors().resend().faults().next(ResendFault.RATE_LIMIT, 1);

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
    world.platform.vendors().resend().faults().next(ResendFault.SERVER_ERROR, 99);

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
    world.platform.vendors().resend().faults().next(ResendFault.DROP_AFTER_ACCEPT, 1);
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

  private void send(String blast, Map<String, String> headers) {
    world.services.sending().send(world.tenant, blast, BlastWorld.call(Map.of(), headers));
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

  private ReceivedMail mailTo(String address) {
    return world.platform.vendors().mailsTo(address).getFirst();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
