package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Accepted mails and the replies to idempotent requests, on one H2 MVStore file. What {@link
 * #append} returned from survives the death of the process. Thread-safe.
 */
final class MailStore implements WebhookOutbox.Store, AutoCloseable {

  /** How long Resend remembers an idempotency key (contracts, 1.4). */
  static final Duration KEY_LIFE = Duration.ofHours(24);

  /**
   * What a request with an idempotency key was answered.
   *
   * @param fingerprint of path and payload
   * @param body of the 200
   */
  record SavedReply(String key, String fingerprint, String body, Instant at) {}

  /** What belongs into the same commit as accepted mails. */
  interface Along {

    /** Asked before anything is written; what it throws refuses all mails. */
    void admit(List<ReceivedMail> mails);

    /** The mail has the number {@code sequence}; they count from 1 in order of arrival. */
    void accepted(long sequence, ReceivedMail mail);
  }

  /** Some mails, newest first, of {@code total} in all. */
  record Slice(List<ReceivedMail> mails, long total) {}

  private final MVStore store;
  private final MVMap<Long, String> mails;
  private final MVMap<String, Long> byId;

  /** Keys are {@code address \n sequence}, so that an address is one range in order of arrival. */
  private final MVMap<String, Long> byRecipient;

  private final MVMap<String, String> replies;

  /** Held while writing: a commit never takes half of somebody else's mail along. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition arrived = lock.newCondition();

  MailStore(Path file, Instant now) {
    store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().compress().open();
    mails = store.openMap("mails");
    byId = store.openMap("byId");
    byRecipient = store.openMap("byRecipient");
    replies = store.openMap("replies");
    forgetReplies(now);
  }

  /** Stores all mails, the reply and what goes along, or nothing. */
  void append(List<ReceivedMail> accepted, @Nullable SavedReply reply, Along along) {
    keep(
        reply,
        () -> {
          along.admit(accepted);
          Long last = mails.lastKey();
          long sequence = last == null ? 0 : last;
          for (ReceivedMail mail : accepted) {
            sequence++;
            mails.put(sequence, MailJson.write(mail).toString());
            byId.put(mail.id(), sequence);
            for (String recipient : mail.recipients()) {
              byRecipient.put(recipientKey(recipient, sequence), sequence);
            }
            along.accepted(sequence, mail);
          }
        });
  }

  /** Stores what {@code work} writes and the reply, or nothing when it throws before it writes. */
  void keep(@Nullable SavedReply reply, Runnable work) {
    exclusively(
        () -> {
          work.run();
          if (reply != null) {
            replies.put(reply.key(), write(reply));
          }
          store.commit();
          arrived.signalAll();
          return store;
        });
  }

  /** The reply to an earlier request with this key, unless it is forgotten by now. */
  Optional<SavedReply> reply(String key, Instant now) {
    String json = replies.get(key);
    return Optional.ofNullable(json)
        .map(text -> read(key, text))
        .filter(reply -> reply.at().plus(KEY_LIFE).isAfter(now));
  }

  Optional<ReceivedMail> find(String id) {
    return sequence(id).map(this::mail);
  }

  /** The number of the mail with this id. */
  Optional<Long> sequence(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The number of the mail that came next after {@code sequence}; empty at the end. */
  Optional<Long> next(long sequence) {
    return Optional.ofNullable(mails.higherKey(sequence));
  }

  /** How many mails there are. */
  long size() {
    return mails.sizeAsLong();
  }

  /** Another map of the same file; written under {@link #exclusively} only. */
  <K, V> MVMap<K, V> map(String name) {
    return store.openMap(name);
  }

  @Override
  public void commit() {
    exclusively(store::commit);
  }

  /** All mails, oldest first. */
  List<ReceivedMail> all() {
    return newest(null, 0, Integer.MAX_VALUE).mails().reversed();
  }

  /** All mails to an address, oldest first. */
  List<ReceivedMail> to(String address) {
    return newest(address, 0, Integer.MAX_VALUE).mails().reversed();
  }

  /** Newest first, to an address when one is given. */
  Slice newest(@Nullable String address, long skip, int limit) {
    // Positions in the index hold only while nobody adds to it.
    return exclusively(() -> slice(address, skip, limit));
  }

  private Slice slice(@Nullable String address, long skip, int limit) {
    long first = 0;
    long total = mails.sizeAsLong();
    LongUnaryOperator sequenceAt = mails::getKey;
    if (address != null) {
      String prefix = Addresses.bare(address);
      first = insertionPoint(prefix + "\n");
      total = insertionPoint(prefix + "\n~") - first;
      sequenceAt = index -> byRecipient.get(byRecipient.getKey(index));
    }
    List<ReceivedMail> found = new ArrayList<>();
    for (long i = skip; i < total && found.size() < limit; i++) {
      found.add(mail(sequenceAt.applyAsLong(first + total - 1 - i)));
    }
    return new Slice(found, total);
  }

  /** The number of the newest mail before {@code sequence}, to an address when one is given. */
  @Nullable Long older(@Nullable String address, long sequence) {
    if (address == null) {
      return mails.lowerKey(sequence);
    }
    String bare = Addresses.bare(address);
    String key = byRecipient.lowerKey(recipientKey(bare, sequence));
    return key == null || !key.startsWith(bare + "\n") ? null : byRecipient.get(key);
  }

  private static String recipientKey(String bare, long sequence) {
    return String.format(Locale.ROOT, "%s\n%019d", bare, sequence);
  }

  /**
   * Waits for a mail to {@code address} that satisfies {@code wanted}; those that are there count.
   *
   * @throws IllegalStateException when the limit passes first
   */
  ReceivedMail await(String address, Predicate<ReceivedMail> wanted, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (true) {
        List<ReceivedMail> here = to(address);
        Optional<ReceivedMail> found = here.stream().filter(wanted).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        if (left <= 0) {
          throw new IllegalStateException(
              "no such mail within " + limit + "; the address has " + here.size());
        }
        left = arrived.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a mail", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** How many threads wait to write. */
  int waiting() {
    return lock.getQueueLength();
  }

  @Override
  public void close() {
    exclusively(
        () -> {
          store.close();
          return store;
        });
  }

  /** The mail with this number, which there must be. */
  ReceivedMail mail(long sequence) {
    String json = mails.get(sequence);
    if (json == null) {
      throw new IllegalStateException("the mail store has no mail " + sequence);
    }
    return MailJson.read(MailJson.parseOwn(json));
  }

  private long insertionPoint(String key) {
    long index = byRecipient.getKeyIndex(key);
    return index < 0 ? -index - 1 : index;
  }

  private void forgetReplies(Instant now) {
    for (String key : List.copyOf(replies.keySet())) {
      if (reply(key, now).isEmpty()) {
        replies.remove(key);
      }
    }
    store.commit();
  }

  private static String write(SavedReply reply) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("fingerprint", reply.fingerprint())
        .put("body", reply.body())
        .put("at", reply.at().toString())
        .toString();
  }

  private static SavedReply read(String key, String json) {
    JsonNode node = MailJson.parseOwn(json);
    return new SavedReply(
        key,
        node.path("fingerprint").asText(),
        node.path("body").asText(),
        Instant.parse(node.path("at").asText()));
  }
}
