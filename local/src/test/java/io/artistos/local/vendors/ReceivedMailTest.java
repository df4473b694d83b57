package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceivedMailTest {

  private static final Duration LONG = Duration.ofMinutes(2);

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
  void everythingThatWasSentIsThereAfterARestart() throws Exception {
    String id =
        VendorsFixture.id(
            vendors.send(
                """
                {"from":"Band <news@band.example>","to":["Fan <Fan@Mail.example>"],
                 "cc":"cc@mail.example","bcc":["bcc@mail.example"],"reply_to":"re@band.example",
                 "subject":"Grüße","html":"<p>Hi","text":"Hi","headers":{"X-A":"b"},
                 "tags":[{"name":"blast","value":"b_1"}]}""",
                "Idempotency-Key",
                "k"));

    vendors.restart();

    ReceivedMail mail = vendors.server.mailsTo("fan@mail.example").getFirst();
    assertThat(mail.id()).isEqualTo(id);
    assertThat(mail.from()).isEqualTo("Band <news@band.example>");
    assertThat(mail.to()).containsExactly("Fan <Fan@Mail.example>");
    assertThat(mail.recipients())
        .containsExactlyInAnyOrder("fan@mail.example", "cc@mail.example", "bcc@mail.example");
    assertThat(mail.replyTo()).containsExactly("re@band.example");
    assertThat(mail.subject()).isEqualTo("Grüße");
    assertThat(mail.html()).isEqualTo("<p>Hi");
    assertThat(mail.text()).isEqualTo("Hi");
    assertThat(mail.header("x-a")).isEqualTo("b");
    assertThat(mail.tags()).containsEntry("blast", "b_1");
    assertThat(mail.receivedAt()).isEqualTo(VendorsFixture.START);
    assertThat(mail.idempotencyKey()).isEqualTo("k");
  }

  @Test
  void mailsOfAnAddressComeOldestFirstAndWithoutOthers() throws Exception {
    sendTo("a@mail.example", "first");
    sendTo("aa@mail.example", "other");
    sendTo("a@mail.examples", "other");
    sendTo("a@mail.example", "second");

    assertThat(vendors.server.mailsTo("A <a@mail.example>"))
        .extracting(ReceivedMail::subject)
        .containsExactly("first", "second");
    assertThat(vendors.server.mailsTo("mail.example")).isEmpty();
  }

  @Test
  void awaitingFindsAMailThatIsThere() throws Exception {
    sendTo("a@mail.example", "first");

    assertThat(vendors.server.awaitMail("a@mail.example", m -> true, Duration.ZERO).subject())
        .isEqualTo("first");
  }

  @Test
  void awaitingWaitsForTheMailThatIsWanted() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<ReceivedMail> wanted =
          CompletableFuture.supplyAsync(
              () ->
                  vendors.server.awaitMail(
                      "a@mail.example", m -> m.subject().equals("second"), LONG),
              threads);
      sendTo("a@mail.example", "first");
      sendTo("a@mail.example", "second");

      assertThat(wanted.join().subject()).isEqualTo("second");
    }
  }

  @Test
  void awaitingEndsWhenTheLimitPasses() throws Exception {
    sendTo("a@mail.example", "first");

    assertThatIllegalStateException()
        .isThrownBy(
            () -> vendors.server.awaitMail("a@mail.example", m -> false, Duration.ofMillis(1)))
        .withMessageContaining("the address has 1");
  }

  private void sendTo(String address, String subject) throws Exception {
    String mail = VendorsFixture.MAIL.replace("fan@mail.example", address);
    assertThat(vendors.send(mail.replace("Hi", subject)).statusCode()).isEqualTo(200);
  }
}
