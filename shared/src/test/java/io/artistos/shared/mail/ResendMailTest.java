package io.artistos.shared.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against answers that the stand-in never gives. */
class ResendMailTest {

  private static final OutgoingMail MAIL =
      new OutgoingMail(
          "\"Mira\" <news@mail.example>", "fan@example.com", "s", "h", "t", Map.of(), Map.of());

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server = server();
  private final ResendMail resend =
      new ResendMail(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
          name -> new Secret<>("re_key"),
          "resend",
          Duration.ofSeconds(1));

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void doesNotWaitForTheRestOfAnAnswerThatNeverComes() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write("{\"data\":[".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await();
        });

    assertThatThrownBy(() -> batch()).isInstanceOf(Unavailable.class);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void doesNotReadAnAnswerWithoutEnd() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] much = new byte[1 << 16];
          for (int i = 0; i < 64; i++) {
            exchange.getResponseBody().write(much);
          }
          exchange.close();
        });

    assertThatThrownBy(() -> batch())
        .isInstanceOf(Unavailable.class)
        .cause()
        .hasMessageContaining("larger than");
  }

  @Test
  void blamesTheAccountAndNotTheMailWhenTheDomainIsNotVerified() {
    answer(
        exchange -> {
          byte[] body =
              "{\"statusCode\":403,\"name\":\"validation_error\",\"message\":\"not verified\"}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });

    assertThatThrownBy(() -> batch())
        .isInstanceOfSatisfying(MailDeferred.class, e -> assertThat(e.onHold()).isTrue());
    assertThatThrownBy(() -> resend.send(MAIL, "key"))
        .isInstanceOfSatisfying(MailDeferred.class, e -> assertThat(e.onHold()).isTrue());
  }

  private void batch() {
    resend.send(List.of(MAIL), "key", BatchProvider.Checking.STRICT);
  }

  private void await() {
    try {
      over.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How the server answers whatever it is asked. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void answer(Answer answer) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          answer.to(exchange);
        });
  }

  private HttpServer server() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.setExecutor(threads);
      made.start();
      return made;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
