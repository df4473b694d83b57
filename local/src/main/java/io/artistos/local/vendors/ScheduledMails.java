package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Mails with a {@code scheduled_at}. They come into the inbox, and their recipients decide, when
 * the clock has passed it; the quota counts them when they are accepted. Thread-safe.
 */
final class ScheduledMails {

  /** How far ahead a mail can be scheduled (resend.com/changelog/extended-email-scheduling). */
  static final Duration FARTHEST = Duration.ofDays(30);

  private static final String EVENT = "email.scheduled";

  /** How far a scheduled mail has come. */
  enum Status {
    SCHEDULED,
    CANCELED,
    SENT
  }

  /**
   * A scheduled mail.
   *
   * @param number they count from 1
   * @param mail as it was accepted, also after it was sent
   */
  record Scheduled(long number, ReceivedMail mail, Instant at, Status status) {}

  private final MailStore store;
  private final MailLedger ledger;
  private final MailEvents events;
  private final Clock clock;
  private final MVMap<Long, String> scheduled;
  private final MVMap<String, Long> byId;

  /** Keys are the time and the number: what is due first comes first. */
  private final MVMap<String, Long> due;

  ScheduledMails(MailStore store, MailLedger ledger, MailEvents events, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
    scheduled = mails(store);
    byId = store.map("scheduledById");
    due = store.map("scheduledDue");
  }

  /** The mail with this number, which there must be. */
  static ReceivedMail mail(MailStore store, long number) {
    return read(number, mails(store).get(number)).mail();
  }

  private static MVMap<Long, String> mails(MailStore store) {
    return store.map("scheduled");
  }

  /**
   * Keeps a mail for later, and the reply with it.
   *
   * @throws ResendException when the quota is used up
   */
  void add(ReceivedMail mail, Instant at, MailStore.@Nullable SavedReply reply) {
    store.keep(
        reply,
        () -> {
          ledger.admitForLater(mail);
          Long last = scheduled.lastKey();
          long number = last == null ? 1 : last + 1;
          byId.put(mail.id(), number);
          write(new Scheduled(number, mail, at, Status.SCHEDULED));
          events.addScheduled(number, EVENT);
        });
  }

  Optional<Scheduled> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(number -> read(number, scheduled.get(number)));
  }

  /**
   * Puts a mail off or brings it forward.
   *
   * @throws ResendException 404 when there is no such mail, 422 when it is not scheduled any more
   */
  void reschedule(String id, Instant at) {
    change(id, mail -> new Scheduled(mail.number(), mail.mail(), at, Status.SCHEDULED));
  }

  /**
   * The mail is never sent.
   *
   * @throws ResendException 404 when there is no such mail, 422 when it is not scheduled any more
   */
  void cancel(String id) {
    change(id, mail -> new Scheduled(mail.number(), mail.mail(), mail.at(), Status.CANCELED));
  }

  /** Sends what is due by now; whether that was anything. */
  boolean sendDue() {
    if (due.isEmpty()) {
      return false;
    }
    return store.exclusively(
        () -> {
          boolean sent = false;
          Instant now = clock.instant();
          String end = String.format(Locale.ROOT, "%019d~", now.toEpochMilli());
          for (String key = due.firstKey();
              key != null && key.compareTo(end) < 0;
              key = due.firstKey()) {
            send(Objects.requireNonNull(due.get(key)), now);
            sent = true;
          }
          return sent;
        });
  }

  private void send(long number, Instant now) {
    Scheduled mail = read(number, scheduled.get(number));
    due.remove(dueKey(mail));
    write(new Scheduled(number, mail.mail(), mail.at(), Status.SENT));
    // Commits all of it.
    store.append(List.of(mail.mail().receivedAt(now)), null, ledger.admitted());
  }

  private void change(String id, Function<Scheduled, Scheduled> to) {
    store.exclusively(
        () -> {
          Scheduled mail = find(id).orElse(null);
          if (mail == null && store.sequence(id).isEmpty()) {
            throw new ResendException(404, "not_found", "Email not found");
          }
          if (mail == null || mail.status() != Status.SCHEDULED) {
            throw ResendException.invalid("The email is not scheduled any more.");
          }
          due.remove(dueKey(mail));
          write(to.apply(mail));
          store.commit();
          return mail;
        });
  }

  private static String dueKey(Scheduled mail) {
    return String.format(Locale.ROOT, "%019d %019d", mail.at().toEpochMilli(), mail.number());
  }

  private void write(Scheduled mail) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("mail", MailJson.write(mail.mail()));
    node.put("at", mail.at().toString()).put("status", mail.status().name());
    scheduled.put(mail.number(), node.toString());
    if (mail.status() == Status.SCHEDULED) {
      due.put(dueKey(mail), mail.number());
    }
  }

  private static Scheduled read(long number, @Nullable String json) {
    if (json == null) {
      throw new IllegalStateException("the mail store has no scheduled mail " + number);
    }
    JsonNode node = MailJson.parseOwn(json);
    return new Scheduled(
        number,
        MailJson.read(node.path("mail")),
        Instant.parse(node.path("at").asText()),
        Status.valueOf(node.path("status").asText()));
  }
}
