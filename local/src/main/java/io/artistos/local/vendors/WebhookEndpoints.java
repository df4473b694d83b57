package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.vendors.webhooks.Webhook;
import io.artistos.local.vendors.webhooks.WebhookEvent;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import io.artistos.local.vendors.webhooks.WebhookSender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.h2.mvstore.MVMap;

/**
 * Who hears of events: the endpoint that the server was started with, and those that the API adds.
 * Each has an outbox of its own, so that none waits for another. Thread-safe.
 */
final class WebhookEndpoints implements AutoCloseable {

  /**
   * An endpoint.
   *
   * @param events the types that it hears of; empty for all
   * @param enabled whether it hears of anything
   * @param secret {@code whsec_} and base64
   */
  record Endpoint(
      String id,
      URI address,
      List<String> events,
      boolean enabled,
      Instant createdAt,
      String secret) {

    Endpoint {
      events = List.copyOf(events);
    }

    boolean hears(String type) {
      return enabled && (events.isEmpty() || events.contains(type));
    }

    Webhook webhook() {
      return new Webhook(address, secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Endpoint[" + id + "]";
    }
  }

  /** Of the endpoint that the server was started with, whatever its address. */
  private static final String OWN =
      UUID.nameUUIDFromBytes("own".getBytes(StandardCharsets.UTF_8)).toString();

  private static final int SECRET_BYTES = 24;

  private record Live(WebhookOutbox outbox, WebhookSender sender) {}

  private final MailStore store;
  private final Clock clock;
  private final Function<WebhookOutbox.Due, WebhookEvent> events;
  private final SecureRandom random = new SecureRandom();
  private final MVMap<String, String> endpoints;
  private final Map<String, Live> live = new ConcurrentHashMap<>();
  private volatile boolean held;

  /**
   * Begins to send at once.
   *
   * @param own is there from the beginning, and again when it was removed
   * @param events what a webhook says; the same each time it is asked
   */
  WebhookEndpoints(
      MailStore store,
      Optional<Webhook> own,
      Clock clock,
      Function<WebhookOutbox.Due, WebhookEvent> events) {
    this.store = store;
    this.clock = clock;
    this.events = events;
    endpoints = store.map("endpoints");
    own.ifPresent(this::putOwn);
    all().forEach(this::start);
  }

  private void putOwn(Webhook own) {
    Optional<Endpoint> before = find(OWN);
    write(
        new Endpoint(
            OWN,
            own.address(),
            before.map(Endpoint::events).orElse(List.of()),
            before.map(Endpoint::enabled).orElse(true),
            before.map(Endpoint::createdAt).orElseGet(clock::instant),
            own.secret()));
  }

  /** The oldest first. */
  List<Endpoint> all() {
    return endpoints.values().stream()
        .map(WebhookEndpoints::read)
        .sorted(Comparator.comparing(Endpoint::createdAt).thenComparing(Endpoint::id))
        .toList();
  }

  Optional<Endpoint> find(String id) {
    return Optional.ofNullable(endpoints.get(id)).map(WebhookEndpoints::read);
  }

  /** Adds one, with a secret of its own. */
  Endpoint add(URI address, List<String> types) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Endpoint added =
        new Endpoint(
            UUID.randomUUID().toString(),
            address,
            types,
            true,
            clock.instant(),
            "whsec_" + Base64.getEncoder().encodeToString(secret));
    start(added);
    write(added);
    return added;
  }

  /** Changes one; one that is disabled then forgets what it waited for. Empty without one. */
  Optional<Endpoint> change(String id, UnaryOperator<Endpoint> change) {
    return store.exclusively(
        () -> {
          Optional<Endpoint> changed = find(id).map(change);
          changed.ifPresent(
              endpoint -> {
                Live running = live(id);
                running.sender().sendTo(endpoint.address());
                if (!endpoint.enabled()) {
                  running.outbox().clear();
                }
                write(endpoint);
              });
          return changed;
        });
  }

  /** Takes one away, with what it waited for; false without one. */
  boolean remove(String id) {
    Live gone =
        store.exclusively(
            () -> {
              if (endpoints.remove(id) == null) {
                return null;
              }
              Live removed = live(id);
              live.remove(id);
              removed.outbox().clear();
              store.commit();
              return removed;
            });
    if (gone == null) {
      return false;
    }
    // Not under the lock, which the attempts that it waits for need.
    gone.sender().close();
    return true;
  }

  /** With the outbox of each that hears of anything. The caller holds the store. */
  void forEach(BiConsumer<Endpoint, WebhookOutbox> each) {
    all().stream()
        .filter(Endpoint::enabled)
        .forEach(endpoint -> each.accept(endpoint, live(endpoint.id()).outbox()));
  }

  /** There may be something new to send. */
  void wake() {
    senders(WebhookSender::wake);
  }

  /** Whether all webhooks are kept for now. */
  void hold(boolean hold) {
    held = hold;
    senders(sender -> sender.hold(hold));
  }

  /** How many wait to be acknowledged. */
  long pending() {
    return live.values().stream().mapToLong(each -> each.outbox().size()).sum();
  }

  /** Attempts since the start that ended so. */
  long count(WebhookOutbox.Outcome outcome) {
    return live.values().stream().mapToLong(each -> each.sender().count(outcome)).sum();
  }

  /** What was not acknowledged stays in the file. */
  @Override
  public void close() {
    senders(WebhookSender::close);
  }

  private void senders(Consumer<WebhookSender> each) {
    live.values().forEach(one -> each.accept(one.sender()));
  }

  private void start(Endpoint endpoint) {
    String name = endpoint.id().equals(OWN) ? "webhooks" : "webhooks " + endpoint.id();
    WebhookOutbox outbox = new WebhookOutbox(store, store.map(name), clock, events);
    WebhookSender sender = new WebhookSender(outbox, endpoint.webhook(), clock);
    sender.hold(held);
    live.put(endpoint.id(), new Live(outbox, sender));
  }

  private Live live(String id) {
    Live running = live.get(id);
    if (running == null) {
      throw new IllegalStateException("no endpoint " + id);
    }
    return running;
  }

  private void write(Endpoint endpoint) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", endpoint.id()).put("address", endpoint.address().toString());
    MailJson.putAll(node, "events", endpoint.events());
    node.put("enabled", endpoint.enabled())
        .put("createdAt", endpoint.createdAt().toString())
        .put("secret", endpoint.secret());
    store.exclusively(
        () -> {
          endpoints.put(endpoint.id(), node.toString());
          store.commit();
          return endpoint;
        });
  }

  private static Endpoint read(String json) {
    JsonNode node = MailJson.parseOwn(json);
    TreeSet<String> types = new TreeSet<>();
    node.path("events").forEach(type -> types.add(type.asText()));
    return new Endpoint(
        node.path("id").asText(),
        URI.create(node.path("address").asText()),
        List.copyOf(types),
        node.path("enabled").asBoolean(),
        Instant.parse(node.path("createdAt").asText()),
        node.path("secret").asText());
  }
}
