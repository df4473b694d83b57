package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The vendors' server with webhooks, and the app that gets them. */
final class WebhookWorld implements AutoCloseable {

  final WebhookReceiver app = new WebhookReceiver();
  final VendorsFixture vendors;

  WebhookWorld(Path folder) {
    vendors =
        new VendorsFixture(
            folder,
            new ResendOptions(
                VendorsFixture.KEY, 1000, VendorsFixture.SENDERS, Optional.of(app.webhook())));
  }

  void send(String to) throws Exception {
    assertThat(vendors.send(VendorsFixture.mailWith("to", "'" + to + "'")).statusCode())
        .isEqualTo(200);
  }

  /** Lets time pass once the attempts before have ended, and waits for so many in all. */
  void again(int attempts, Duration later) {
    WebhookReceiver.until(
        () -> {
          boolean first = ended("retried") + ended("acknowledged") == attempts - 1;
          if (first) {
            vendors.clock.advance(later);
          }
          return first;
        },
        "the attempt before");
    app.await(attempts);
  }

  void allSent() {
    WebhookReceiver.until(() -> vendors.server.resend().pendingWebhooks() == 0, "an empty outbox");
  }

  /** How many attempts ended so. */
  long ended(String outcome) {
    try {
      return VendorsFixture.json(vendors.control("GET", "/resend/counts", ""))
          .path("webhooks")
          .path(outcome)
          .asLong();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    vendors.close();
    app.close();
  }
}
