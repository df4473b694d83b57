package io.artistos.local.vendors;

import io.artistos.local.vendors.control.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks that are still to be sent, kept with the mails: a number and a type each, the body
 * is made from the mail when it is sent. Thread-safe.
 */
final class WebhookOutbox {

  /**
   * When a webhook that was not acknowledged is sent again, and how often: a hundredth of Svix's
   * waiting times (contracts, 1.7), because nobody waits a day on one machine.
   */
  static final List<Duration> WAITS =
      List.of(
          Duration.ofMillis(50),
          Duration.ofSeconds(3),
          Duration.ofSeconds(18),
          Duration.ofSeconds(72),
          Duration.ofMinutes(3),
          Duration.ofMinutes(6),
          Duration.ofMinutes(6));

  /** Between the events of one mail that are to come in the wrong order. */
  static final Duration APART = Duration.ofSeconds(1);

  /** Results that a crash may forget; what they say is then sent once more. */
  private static final int UNCOMMITTED = 64;

  /**
   * One webhook to be sent. What is due first comes first in the map.
   *
   * @param mail the mail's number
   * @param place in the order of the mail's events; of a duplicate another one
   */
  record Due(Instant at, long mail, int place, String type) {

    String key() {
      return String.format(
          Locale.ROOT, "%019d %019d %02d %s", at.toEpochMilli(), mail, place, type);
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
  enum Outcome {
    ACKNOWLEDGED,
    RETRIED,
    GIVEN_UP
  }

  private final MailStore store;
  private final Clock clock;
  private final Faults<ResendFault> faults;
  private final MVMap<Long, String> fates;

  /** Attempts so far. */
  private final MVMap<String, Integer> entries;

  private int uncommitted;

  WebhookOutbox(MailStore store, Clock clock, Faults<ResendFault> faults) {
    this.store = store;
    this.clock = clock;
    this.faults = faults;
    fates = MailLedger.fates(store);
    entries = store.map("webhooks");
  }

  /** Adds a mail's events. To be committed by the caller, who holds the store. */
  void add(long mail, List<String> types) {
    boolean reorder = faults.strikes(ResendFault.REORDER_WEBHOOKS);
    List<String> all = new ArrayList<>(types);
    if (faults.strikes(ResendFault.DUPLICATE_WEBHOOKS)) {
      all.addAll(types);
    }
    Instant now = clock.instant();
    for (int place = 0; place < all.size(); place++) {
      Duration later = reorder ? APART.multipliedBy(all.size() - 1L - place) : Duration.ZERO;
      entries.put(new Due(now.plus(later), mail, place, all.get(place)).key(), 0);
    }
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
    return WebhookEvent.of(due.type(), store.mail(due.mail()), MailLedger.fate(fates, due.mail()));
  }

  /** Records an attempt: takes the webhook out or puts it off. */
  Outcome record(Due due, boolean acknowledged) {
    return store.exclusively(
        () -> {
          Integer before = entries.remove(due.key());
          int attempts = before == null ? 1 : before + 1;
          if (++uncommitted >= UNCOMMITTED) {
            commit();
          }
          if (acknowledged) {
            return Outcome.ACKNOWLEDGED;
          }
          if (attempts > WAITS.size()) {
            return Outcome.GIVEN_UP;
          }
          Instant again = clock.instant().plus(WAITS.get(attempts - 1));
          entries.put(new Due(again, due.mail(), due.place(), due.type()).key(), attempts);
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

  boolean isEmpty() {
    return entries.isEmpty();
  }

  long size() {
    return entries.sizeAsLong();
  }
}
