package io.artistos.local.vendors.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks that are still to be sent, kept with what they are about: a number and a type each,
 * the body is asked for when it is sent. Thread-safe.
 */
public final class WebhookOutbox {

  /** The file in which the outbox lies. */
  public interface Store {

    /** Runs {@code work} while nobody else writes. */
    <T> T exclusively(Supplier<T> work);

    /** What was written so far survives the death of the process from now on. */
    void commit();
  }

  /**
   * When a webhook that was not acknowledged is sent again, and how often, as published (contracts,
   * 1.7): by a clock that people and tests move.
   */
  public static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  /** Between events that are to come in the wrong order. */
  public static final Duration APART = Duration.ofSeconds(1);

  /** Results that a crash may forget; what they say is then sent once more. */
  private static final int UNCOMMITTED = 64;

  /**
   * One webhook to be sent. What is due first comes first in the map.
   *
   * @param subject the number of what it is about
   * @param place in the order of the subject's events; of a duplicate another one
   */
  public record Due(Instant at, long subject, int place, String type) {

    String key() {
      return String.format(
          Locale.ROOT, "%019d %019d %02d %s", at.toEpochMilli(), subject, place, type);
    }

    static Due of(String key) {
      String[] parts = key.split(" ", 4);
      return new Due(
          Instant.ofEpochMilli(Long.parseLong(parts[0])),
          Long.parseLong(parts[1]),
          Integer.parseInt(parts[2]),
          parts[3]);
    }
  }

  /** What became of an attempt. */
  public enum Outcome {
    ACKNOWLEDGED,
    RETRIED,
    GIVEN_UP
  }

  private final Store store;
  private final Clock clock;
  private final Function<Due, WebhookEvent> events;

  /** Attempts so far. */
  private final MVMap<String, Integer> entries;

  private int uncommitted;

  /**
   * @param entries a map of the store's file that nothing else uses
   * @param events what a webhook says; the same each time it is asked
   */
  public WebhookOutbox(
      Store store,
      MVMap<String, Integer> entries,
      Clock clock,
      Function<Due, WebhookEvent> events) {
    this.store = store;
    this.entries = entries;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Adds one event. To be committed by the caller, who holds the store.
   *
   * @param place in the order of the subject's events, 0 to 99
   * @param later how long it is kept back
   */
  public void add(long subject, int place, String type, Duration later) {
    entries.put(new Due(clock.instant().plus(later), subject, place, type).key(), 0);
  }

  /** The first that is due now and not among those under way, which are few. */
  @Nullable Due due(Set<Due> underWay) {
    String key = entries.firstKey();
    String end = String.format(Locale.ROOT, "%019d~", clock.instant().toEpochMilli());
    while (key != null && key.compareTo(end) < 0) {
      Due due = Due.of(key);
      // In this order: an attempt that ends just now takes its entry out first.
      if (!underWay.contains(due) && entries.containsKey(key)) {
        return due;
      }
      key = entries.higherKey(key);
    }
    return null;
  }

  /** What the webhook says. */
  WebhookEvent event(Due due) {
    return events.apply(due);
  }

  /** Records an attempt: takes the webhook out or puts it off. */
  Outcome record(Due due, boolean acknowledged) {
    return store.exclusively(
        () -> {
          Integer before = entries.remove(due.key());
          if (++uncommitted >= UNCOMMITTED) {
            commit();
          }
          if (acknowledged) {
            return Outcome.ACKNOWLEDGED;
          }
          if (before == null) {
            // Nobody waits for it any more.
            return Outcome.GIVEN_UP;
          }
          int attempts = before + 1;
          if (attempts > WAITS.size()) {
            return Outcome.GIVEN_UP;
          }
          Instant again = clock.instant().plus(WAITS.get(attempts - 1));
          entries.put(new Due(again, due.subject(), due.place(), due.type()).key(), attempts);
          return Outcome.RETRIED;
        });
  }

  /** Makes sure that no result is forgotten. */
  void commit() {
    store.exclusively(
        () -> {
          if (uncommitted > 0) {
            uncommitted = 0;
            store.commit();
          }
          return store;
        });
  }

  /** Forgets all, also what is under way. To be committed by the caller, who holds the store. */
  public void clear() {
    entries.clear();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** How many wait to be acknowledged. */
  public long size() {
    return entries.sizeAsLong();
  }
}
