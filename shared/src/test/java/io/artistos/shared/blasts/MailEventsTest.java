package io.artistos.shared.blasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.fans.FanStatus;
import io.artistos.shared.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailEventsTest {

  private final BlastWorld world = new BlastWorld();
  private final MailEvents events = world.services.events();

  @Test
  void writesWhatBecameOfAMailIntoTheLedgerWithThreeRequests() {
    List<String> fans = world.addFans(2, "DE");
    String blast = sentBlast();
    String body = event("email.delivered", blast, fans.getFirst(), Map.of());

    Map<String, Long> cost = world.platform.costOf(() -> receive(world.label, body));

    assertThat(world.progress(blast).delivered()).isEqualTo(1);
    assertThat(world.progress(blast).sent()).isEqualTo(1);
    assertThat(cost)
        .isEqualTo(Map.of("read directory", 1L, "patch deliveries", 1L, "create directory", 1L));
  }

  @Test
  void suppressesWhoseMailBouncedForGoodWhoComplainedAndWhomTheProviderSuppresses() {
    List<String> fans = world.addFans(4, "DE");
    String blast = sentBlast();

    receive("1", event("email.bounced", blast, fans.get(0), bounce("Permanent")));
    receive("2", event("email.bounced", blast, fans.get(1), bounce("Transient")));
    receive("3", event("email.complained", blast, fans.get(2), Map.of()));
    receive("4", event("email.suppressed", blast, fans.get(3), Map.of()));

    assertThat(world.fans.status(fans.get(0))).isEqualTo(FanStatus.SUPPRESSED);
    assertThat(world.fans.status(fans.get(1))).isEqualTo(FanStatus.CONFIRMED);
    assertThat(world.fans.status(fans.get(2))).isEqualTo(FanStatus.SUPPRESSED);
    assertThat(world.fans.status(fans.get(3))).isEqualTo(FanStatus.SUPPRESSED);
    BlastProgress.View progress = world.progress(blast);
    assertThat(progress.bounced()).isEqualTo(2);
    assertThat(progress.complained()).isEqualTo(1);
    assertThat(progress.suppressed()).isEqualTo(1);
    assertThat(progress.sent()).isZero();
  }

  @Test
  void doesNotCountAsSentWhatTheProviderCouldNotSendAfterAll() {
    String fan = world.addFans(1, "DE").getFirst();
    String blast = sentBlast();

    receive("f", event("email.failed", blast, fan, Map.of("failed", Map.of("reason", "x"))));

    assertThat(world.progress(blast).failed()).isEqualTo(1);
    assertThat(world.progress(blast).sent()).isZero();
    assertThat(world.fans.status(fan)).isEqualTo(FanStatus.CONFIRMED);
  }

  @Test
  void leavesTheSameWhateverTheOrderAndHoweverOften() {
    String fan = world.addFans(1, "DE").getFirst();
    String blast = sentBlast();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(event("email.delivered", blast, fan, Map.of()));
      all.add(event("email.complained", blast, fan, Map.of()));
      all.add(event("email.bounced", blast, fan, bounce("Permanent")));
    }
    Collections.shuffle(all, new Random(7));

    for (int i = 0; i < all.size(); i++) {
      receive("m" + i, all.get(i));
      receive("m" + i, all.get(i));
    }

    assertThat(world.progress(blast).complained()).isEqualTo(1);
    assertThat(world.progress(blast).chunked()).isEqualTo(1);
    assertThat(world.chunk(blast, 0).counts().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(1);
  }

  @Test
  void takesAnEventThatIsQuickerThanTheOutcomeOfItsChunk() {
    String fan = world.addFans(1, "DE").getFirst();
    String blast = world.draft();
    var chunk = world.cut(blast).getFirst();
    BlastChunkSender slow =
        world
            .services(
                (mails, key, checking) -> {
                  var accepted = world.resend.send(mails, key, checking);
                  receive("early", event("email.delivered", blast, fan, Map.of()));
                  return accepted;
                })
            .chunks();

    slow.handle(chunk);

    Chunk.Outcome outcome = Objects.requireNonNull(world.chunk(blast, 0).outcomes().get(fan));
    assertThat(outcome.state()).isEqualTo(RecipientState.DELIVERED);
    assertThat(outcome.mail()).isNotNull();
    assertThat(world.progress(blast).delivered()).isEqualTo(1);
  }

  @Test
  void bearsAHundredEventsOfOneChunkAtOnce() throws Exception {
    List<String> fans = world.addFans(100, "DE");
    String blast = sentBlast();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      for (String fan : fans) {
        String body = event("email.delivered", blast, fan, Map.of());
        all.add(threads.submit(() -> receive(fan, body)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }

    assertThat(world.progress(blast).delivered()).isEqualTo(100);
    assertThat(world.progress(blast).sent()).isZero();
  }

  @Test
  void suppressesByTheBounceOfAConfirmationToo() {
    String fan = world.addFans(1, "DE").getFirst();
    Map<String, Object> data =
        Map.of(
            "tags",
            List.of(
                Map.of("name", "tenant", "value", world.tenant.value()),
                Map.of("name", "fan", "value", fan)),
            "bounce",
            Map.of("type", "Permanent"));

    receive("c", Json.write(Map.of("type", "email.bounced", "data", data)));

    assertThat(world.fans.status(fan)).isEqualTo(FanStatus.SUPPRESSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"email.teleported\",\"data\":{}}",
        "{\"type\":\"email.delivered\",\"data\":{\"tags\":{\"tenant\":\"other\"}}}",
        "{\"type\":\"email.bounced\"}",
        "{\"type\":\"contact.created\",\"data\":{\"email\":\"x\"}}"
      })
  void takesNoNoticeOfOtherEventsAndForeignMail(String body) {
    receive("x", body);
  }

  @Test
  void refusesWhatIsNoEvent() {
    assertThatThrownBy(() -> receive("x", "[]")).isInstanceOf(MalformedRequest.class);
  }

  @Test
  void checksTheSignatureOverTheBodyAsItCameAndTheTimeBothWays() {
    String body = "{ \"type\" : \"email.teleported\" }";
    Instant now = BlastWorld.START;
    String good = signature(BlastWorld.WEBHOOK_SECRET, "id", now, body);
    String other = signature("whsec_" + "A".repeat(32), "id", now, body);

    receive("id", now, "v1," + good, body);
    receive("id", now, "v1," + other + " v2,abc v1," + good, body);
    for (Duration old : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
      Instant then = now.minus(old);
      receive("id", then, "v1," + signature(BlastWorld.WEBHOOK_SECRET, "id", then, body), body);
      Instant older = then.minusSeconds(old.isNegative() ? -1 : 1);
      String late = signature(BlastWorld.WEBHOOK_SECRET, "id", older, body);
      assertRefused("id", older, "v1," + late, body);
    }
    assertRefused("id", now, "v1," + other, body);
    assertRefused("id", now, "v1," + good, body.replace(" ", ""));
    assertRefused("id2", now, "v1," + good, body);
    assertRefused("id", now.plusSeconds(1), "v1," + good, body);
    assertRefused("id", now, good, body);
    assertRefused("id", now, "", body);
    assertThatThrownBy(() -> events.receive(BlastWorld.call(body, Map.of())))
        .isInstanceOf(Unauthenticated.class);
    assertThatThrownBy(
            () ->
                events.receive(
                    BlastWorld.call(
                        body,
                        Map.of(
                            "svix-id", "id",
                            "svix-timestamp", "soon",
                            "svix-signature", "v1," + good))))
        .isInstanceOf(Unauthenticated.class);
  }

  private String sentBlast() {
    String blast = world.draft();
    world.cut(blast).forEach(world.services.chunks()::handle);
    return blast;
  }

  private String event(String type, String blast, String fan, Map<String, ?> more) {
    Map<String, Object> data = new java.util.TreeMap<>(more);
    data.put(
        "tags", Map.of("tenant", world.tenant.value(), "blast", blast, "chunk", "0", "fan", fan));
    return Json.write(Map.of("type", type, "data", data));
  }

  private static Map<String, ?> bounce(String type) {
    return Map.of("bounce", Map.of("type", type));
  }

  private void receive(String id, String body) {
    String unique = world.label + id;
    Instant now = world.clock.instant();
    receive(unique, now, "v1," + signature(BlastWorld.WEBHOOK_SECRET, unique, now, body), body);
  }

  private void receive(String id, Instant at, String signature, String body) {
    events.receive(
        BlastWorld.call(
            body,
            Map.of(
                "svix-id", id,
                "svix-timestamp", Long.toString(at.getEpochSecond()),
                "svix-signature", signature)));
  }

  private void assertRefused(String id, Instant at, String signature, String body) {
    assertThatThrownBy(() -> receive(id, at, signature, body)).isInstanceOf(Unauthenticated.class);
  }

  private static String signature(String secret, String id, Instant at, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + at.getEpochSecond() + "." + body;
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
