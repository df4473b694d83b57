package io.artistos.local.vendors.webhooks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Posts what is in the outbox, several at once, until it is closed. Order is not promised, as with
 * Svix; an attempt without a 2xx is repeated later. Nothing here is interrupted: an interrupted
 * thread would close the store's file.
 */
public final class WebhookSender implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WebhookSender.class.getName());
  private static final int AT_ONCE = 16;

  /** How long an answer may take. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** How often the clock, which may be moved by hand, is looked at. */
  private static final long LOOK_MILLIS = 50;

  /** At least between two log lines about failures. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final WebhookOutbox outbox;
  private final SvixSignature signature;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ExecutorService posts = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Semaphore wake = new Semaphore(0);
  private final Set<WebhookOutbox.Due> underWay = ConcurrentHashMap.newKeySet();
  private final Map<WebhookOutbox.Outcome, Long> outcomes = new ConcurrentHashMap<>();
  private final Thread dispatcher = new Thread(this::run, "webhooks");
  private volatile URI address;
  private volatile boolean closed;
  private volatile boolean held;
  private volatile Instant quietUntil = Instant.MIN;

  /** Begins to send at once. */
  public WebhookSender(WebhookOutbox outbox, Webhook webhook, Clock clock) {
    this.outbox = outbox;
    this.address = webhook.address();
    this.signature = new SvixSignature(webhook.secret());
    this.clock = clock;
    dispatcher.setDaemon(true);
    dispatcher.start();
  }

  /** There may be something new in the outbox. */
  public void wake() {
    wake.release();
  }

  /** From the next attempt on. */
  public void sendTo(URI other) {
    address = other;
  }

  /** Whether everything stays in the outbox for now; what is under way ends. */
  public void hold(boolean hold) {
    held = hold;
    wake();
  }

  /** Attempts since the start that ended so. */
  public long count(WebhookOutbox.Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Cuts off what is under way and waits for it to end; what was not acknowledged stays. */
  @Override
  public void close() {
    closed = true;
    wake();
    http.shutdownNow();
    try {
      dispatcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    posts.close();
    outbox.commit();
  }

  private void run() {
    while (!closed) {
      slots.acquireUninterruptibly();
      WebhookOutbox.Due due = held ? null : outbox.due(underWay);
      if (due == null) {
        slots.release();
        rest();
      } else {
        underWay.add(due);
        posts.execute(() -> attempt(due));
      }
    }
  }

  private void rest() {
    if (underWay.isEmpty()) {
      outbox.commit();
    }
    try {
      if (outbox.isEmpty()) {
        wake.acquire();
      } else if (wake.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void attempt(WebhookOutbox.Due due) {
    try {
      String answer = post(outbox.event(due));
      if (closed && answer.isEmpty()) {
        return;
      }
      boolean acknowledged = answer.startsWith("2");
      WebhookOutbox.Outcome outcome = outbox.record(due, acknowledged);
      outcomes.merge(outcome, 1L, Long::sum);
      if (!acknowledged) {
        complain(answer.isEmpty() ? "no answer" : answer);
      }
    } finally {
      underWay.remove(due);
      slots.release();
    }
  }

  /** The status of the answer, empty when there was none. */
  private String post(WebhookEvent event) {
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "Svix-Webhooks/1.99")
            .header("svix-id", event.id())
            .header("svix-timestamp", Long.toString(now.getEpochSecond()))
            .header("svix-signature", signature.sign(event.id(), now, event.body()))
            .POST(HttpRequest.BodyPublishers.ofString(event.body()))
            .build();
    try {
      return Integer.toString(
          http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void complain(String answer) {
    Instant now = clock.instant();
    if (now.isAfter(quietUntil)) {
      quietUntil = now.plus(QUIET);
      LOG.warning(() -> "webhooks are not acknowledged: " + answer + "; they are sent again later");
    }
  }
}
