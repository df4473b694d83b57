package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.BlastMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent, and to whom. */
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

  private void send(String blast, Map<String, String> headers) {
    world.services.sending().send(world.tenant, blast, BlastWorld.call(Map.of(), headers));
  }

  private ReceivedMail mailTo(String address) {
    return world.platform.vendors().mailsTo(address).getFirst();
  }
}
