package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.webhooks.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An app that hears webhooks, and keeps all attempts. */
public final class WebhookReceiver implements AutoCloseable {

  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public final List<Request> attempts = new CopyOnWriteArrayList<>();

  /** The statuses of the next answers; 200 when there are none. */
  public final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  private final LocalHttpServer server = LocalHttpServer.start(0, null, this::answer);

  public Webhook webhook() {
    return new Webhook(URI.create(server.uri() + "/webhooks/resend"), SECRET);
  }

  private Response answer(Request request) {
    attempts.add(request);
    Integer status = answers.poll();
    return Response.empty(status == null ? 200 : status);
  }

  /** The bodies, as they came. */
  public List<JsonNode> events() {
    return attempts.stream().map(WebhookReceiver::json).toList();
  }

  public List<String> types() {
    return events().stream().map(event -> event.path("type").asText()).toList();
  }

  /** The data of the only event of this type. */
  public JsonNode data(String type) {
    return events().stream()
        .filter(event -> event.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow()
        .path("data");
  }

  /** Returns as soon as there were so many attempts. */
  public void await(int count) {
    until(() -> attempts.size() >= count, count + " attempts");
  }

  /** Returns as soon as the condition holds. */
  public static void until(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static JsonNode json(Request request) {
    try {
      return new ObjectMapper().readTree(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
