package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {

  private static final String HEADER = "Idempotency-Key";
  private static final String OTHER_MAIL = VendorsFixture.MAIL.replace("Hi", "Ho");

  @TempDir Path folder;
  private VendorsFixture vendors;

  @BeforeEach
  void start() {
    vendors = new VendorsFixture(folder, 1000);
  }

  @AfterEach
  void stop() {
    vendors.close();
  }

  @Test
  void theSameKeyAndPayloadGetTheFirstAnswerAndSendNothing() throws Exception {
    HttpResponse<String> first = vendors.send(VendorsFixture.MAIL, HEADER, "k");

    HttpResponse<String> second = vendors.send(VendorsFixture.MAIL, HEADER, "k");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(vendors.server.mails()).hasSize(1);
    assertThat(vendors.server.mails().getFirst().idempotencyKey()).isEqualTo("k");
  }

  @Test
  void aBatchIsSentOnceToo() throws Exception {
    String batch = "[" + VendorsFixture.MAIL + "," + OTHER_MAIL + "]";
    String first = vendors.sendBatch(batch, HEADER, "k").body();

    assertThat(vendors.sendBatch(batch, HEADER, "k").body()).isEqualTo(first);
    assertThat(vendors.server.mails()).hasSize(2);
  }

  @Test
  void theOrderOfFieldsIsNoDifference() throws Exception {
    String first = vendors.send(VendorsFixture.MAIL, HEADER, "k").body();
    String turned =
        "{'text':'Hello','subject':'Hi','to':'fan@mail.example','from':'Band <news@band.example>'}"
            .replace('\'', '"');

    assertThat(vendors.send(turned, HEADER, "k").body()).isEqualTo(first);
  }

  @Test
  void theSameKeyWithAnotherPayloadIsAConflict() throws Exception {
    vendors.send(VendorsFixture.MAIL, HEADER, "k");

    conflict(vendors.send(OTHER_MAIL, HEADER, "k"), "invalid_idempotent_request");
    conflict(
        vendors.sendBatch("[" + VendorsFixture.MAIL + "]", HEADER, "k"),
        "invalid_idempotent_request");
    assertThat(vendors.server.mails()).hasSize(1);
  }

  @Test
  @Timeout(60)
  void aSecondRequestWhileTheFirstRunsIsAConflict() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    MailStore store = vendors.server.store();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> store.exclusively(() -> hold(held, release)));
      held.await();
      CompletableFuture<HttpResponse<String>> first =
          CompletableFuture.supplyAsync(() -> send(VendorsFixture.MAIL, "k"), threads);
      while (store.waiting() == 0) {
        Thread.onSpinWait();
      }
      try {
        conflict(send(VendorsFixture.MAIL, "k"), "concurrent_idempotent_requests");
      } finally {
        release.countDown();
      }
      assertThat(first.join().statusCode()).isEqualTo(200);
    }
    assertThat(vendors.server.mails()).hasSize(1);
    assertThat(send(VendorsFixture.MAIL, "k").statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyIsRememberedFor24HoursAndOverARestart() throws Exception {
    String first = vendors.send(VendorsFixture.MAIL, HEADER, "k").body();
    vendors.clock.advance(Duration.ofHours(24).minusSeconds(1));

    vendors.restart();

    assertThat(vendors.send(VendorsFixture.MAIL, HEADER, "k").body()).isEqualTo(first);
    vendors.clock.advance(Duration.ofSeconds(1));
    assertThat(vendors.send(OTHER_MAIL, HEADER, "k").statusCode()).isEqualTo(200);
    assertThat(vendors.server.mails()).hasSize(2);
  }

  @Test
  void aRefusedRequestLeavesItsKeyFree() throws Exception {
    assertThat(vendors.send("{}", HEADER, "k").statusCode()).isEqualTo(422);

    assertThat(vendors.send(VendorsFixture.MAIL, HEADER, "k").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 257})
  void aKeyOfBadLengthIsRefused(int length) throws Exception {
    HttpResponse<String> response = vendors.send(VendorsFixture.MAIL, HEADER, "k".repeat(length));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("\"invalid_idempotency_key\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 256})
  void aKeyOf1To256CharactersIsTaken(int length) throws Exception {
    assertThat(vendors.send(VendorsFixture.MAIL, HEADER, "k".repeat(length)).statusCode())
        .isEqualTo(200);
  }

  private HttpResponse<String> send(String mail, String key) {
    try {
      return vendors.send(mail, HEADER, key);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean hold(CountDownLatch held, CountDownLatch release) {
    held.countDown();
    try {
      release.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void conflict(HttpResponse<String> response, String name) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
    assertThat(response.body()).contains("\"" + name + "\"");
  }
}
