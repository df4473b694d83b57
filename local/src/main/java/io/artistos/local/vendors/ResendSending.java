package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sends one mail or a batch, at most once for an idempotency key (contracts, 1.3 and 1.4). */
final class ResendSending {

  private static final int MAX_BATCH = 100;
  private static final int MAX_KEY = 256;

  private final MailStore store;
  private final MailStore.Along ledger;
  private final ScheduledMails scheduled;
  private final Domains senders;
  private final Runnable accepted;
  private final Clock clock;

  /** Keys of the requests under way. */
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /**
   * @param accepted is run after mails were stored
   */
  ResendSending(
      MailStore store,
      MailStore.Along ledger,
      ScheduledMails scheduled,
      Domains senders,
      Runnable accepted,
      Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.scheduled = scheduled;
    this.senders = senders;
    this.accepted = accepted;
    this.clock = clock;
  }

  /** The mails that a request sends, its answer, and when they are sent unless at once. */
  private record Plan(List<ReceivedMail> mails, ObjectNode answer, Optional<Instant> later) {}

  @FunctionalInterface
  private interface Planner {
    Plan plan(Instant now, @Nullable String key);
  }

  Response send(Request request, JsonNode body) {
    return once(
        request,
        body,
        (now, key) -> {
          ReceivedMail mail = read(body, false, now, key);
          return new Plan(
              List.of(mail), object().put("id", mail.id()), EmailReader.scheduledAt(body, now));
        });
  }

  Response sendBatch(Request request, JsonNode body) {
    boolean permissive = permissive(request);
    if (!body.isArray() || body.isEmpty() || body.size() > MAX_BATCH) {
      throw ResendException.invalid("A batch must be an array of 1 to " + MAX_BATCH + " emails.");
    }
    return once(request, body, (now, key) -> planBatch(body, permissive, now, key));
  }

  private Plan planBatch(JsonNode body, boolean permissive, Instant now, @Nullable String key) {
    List<ReceivedMail> mails = new ArrayList<>();
    ObjectNode answer = object();
    ArrayNode data = answer.putArray("data");
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < body.size(); i++) {
      try {
        ReceivedMail mail = read(body.get(i), true, now, key);
        mails.add(mail);
        data.addObject().put("id", mail.id());
      } catch (ResendException e) {
        if (!permissive) {
          throw e;
        }
        errors.addObject().put("index", i).put("message", e.text());
      }
    }
    if (permissive) {
      answer.set("errors", errors);
    }
    return new Plan(mails, answer, Optional.empty());
  }

  private ReceivedMail read(JsonNode item, boolean inBatch, Instant now, @Nullable String key) {
    ReceivedMail mail = EmailReader.read(item, inBatch, now, key);
    senders.admit(mail.from());
    return mail;
  }

  private static boolean permissive(Request request) {
    String mode = request.header("x-batch-validation");
    if (mode == null || mode.equals("strict")) {
      return false;
    }
    if (mode.equals("permissive")) {
      return true;
    }
    throw ResendException.invalid("x-batch-validation must be strict or permissive.");
  }

  private Response once(Request request, JsonNode body, Planner planner) {
    Instant now = clock.instant();
    String key = request.header("idempotency-key");
    if (key == null) {
      Plan plan = planner.plan(now, null);
      append(plan, null);
      return answered(plan.answer().toString());
    }
    if (key.isEmpty() || key.length() > MAX_KEY) {
      throw new ResendException(
          400,
          "invalid_idempotency_key",
          "The idempotency key must be between 1 and " + MAX_KEY + " characters.");
    }
    if (!running.add(key)) {
      throw new ResendException(
          409,
          "concurrent_idempotent_requests",
          "Another request with the same idempotency key is in progress.");
    }
    try {
      return claimed(key, fingerprint(request.path(), body), now, planner);
    } finally {
      running.remove(key);
    }
  }

  private Response claimed(String key, String fingerprint, Instant now, Planner planner) {
    Optional<MailStore.SavedReply> earlier = store.reply(key, now);
    if (earlier.isEmpty()) {
      Plan plan = planner.plan(now, key);
      String answer = plan.answer().toString();
      append(plan, new MailStore.SavedReply(key, fingerprint, answer, now));
      return answered(answer);
    }
    if (!earlier.get().fingerprint().equals(fingerprint)) {
      throw new ResendException(
          409,
          "invalid_idempotent_request",
          "The idempotency key has been used with a different payload.");
    }
    return answered(earlier.get().body());
  }

  private void append(Plan plan, MailStore.@Nullable SavedReply reply) {
    if (plan.later().isPresent()) {
      plan.mails().forEach(mail -> scheduled.add(mail, plan.later().get(), reply));
    } else {
      store.append(plan.mails(), reply, ledger);
    }
    accepted.run();
  }

  private static Response answered(String body) {
    return Response.of(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String fingerprint(String path, JsonNode body) {
    String content = path + "\n" + MailJson.canonical(body);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
