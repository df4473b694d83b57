package io.artistos.shared.abuse;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.PartialUpdate;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Slows down whoever keeps failing to authenticate. Ten failures within ten minutes are nothing;
 * after each further one the source waits, first a second, then twice as long each time, up to 15
 * minutes. Ten minutes after the last wait all is forgotten. A success forgets nothing: many people
 * may be behind one network, and one of them must not open the door for another.
 *
 * <p>It holds on all instances. They share a counter in {@code directory}; an instance learns the
 * total with a failure that it records itself, so that a slowed source has one try on each instance
 * that has not seen it fail. Requests to Cosmos: none to check; a patch for a failure, one more
 * when it leads to a wait, a create for the first; none for failures of a source that waits.
 *
 * <p>When the counter cannot be reached, failures are not counted, which is logged once in ten
 * minutes: nobody is locked out by an outage. An instance remembers the {@value #MOST} sources that
 * failed last; one that is pushed out learns its wait again with its next failure. Sources are
 * neither stored nor logged. Thread-safe; one for the life of the process.
 */
public final class AuthenticationFailures {

  static final int MOST = 20_000;

  private static final String NAME = "authentication failures";
  private static final long LOG_SECONDS = 600;
  private static final int TRIES = 3;

  private static final class Source {
    /** Held while a failure is recorded: those that come meanwhile may find that it waits. */
    final ReentrantLock recording = new ReentrantLock();

    volatile Instant until = Instant.MIN;
  }

  private final Database database;
  private final KeyedHash hashes;
  private final Clock clock;
  private final Outage outage;
  private final Recent<String, Source> sources = new Recent<>(MOST);

  public AuthenticationFailures(Database database, KeyedHash hashes, Clock clock) {
    this.database = database;
    this.hashes = hashes;
    this.clock = clock;
    this.outage = new Outage(clock);
  }

  /**
   * To be asked before the credentials are looked at.
   *
   * @param source such as {@link io.artistos.shared.geo.ClientNetwork#subject}
   * @throws TooMany while the source has to wait, with the rest of its wait, at least a second
   */
  public void check(String source) {
    Optional<Source> known = sources.find(source);
    if (known.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Instant until = known.get().until;
    if (now.isBefore(until)) {
      Duration rest = Duration.between(now, until);
      throw new TooMany(rest.toSeconds() < 1 ? Duration.ofSeconds(1) : rest);
    }
  }

  /** Counts a failed authentication; what it leads to, {@link #check} tells. */
  public void failed(String source) {
    Source known = sources.get(source, Source::new);
    known.recording.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(known.until) && !outage.lasts()) {
        known.until = now.plus(record(source, now));
      }
    } catch (Unavailable e) {
      outage.began(NAME, clock.instant().getEpochSecond() / LOG_SECONDS, e);
    } finally {
      known.recording.unlock();
    }
  }

  /** Counts it for all instances, and tells how long to wait. */
  private Duration record(String source, Instant now) {
    String id = "failures:" + hashes.id(NAME, source);
    DirectoryItems directory = database.directory();
    PartialUpdate more = new PartialUpdate().increment("/count", 1);
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<Failures>> counted = directory.patch(id, more, Failures.class);
      if (counted.isEmpty()) {
        if (begins(directory, id, now)) {
          return Duration.ZERO;
        }
      } else if (!counted.get().value().areOver(now)) {
        return slows(directory, counted.get().value(), now);
      } else if (directory.replace(id, Failures.first(id, now), counted.get().etag())) {
        return Duration.ZERO;
      }
    }
    throw new Unavailable("a counter that many begin at once", Duration.ofSeconds(1), null);
  }

  /** False when another instance was quicker. */
  private static boolean begins(DirectoryItems directory, String id, Instant now) {
    try {
      directory.create(id, Failures.first(id, now), "counter");
      return true;
    } catch (AlreadyExists e) {
      return false;
    }
  }

  /** Writes down until when the source waits: from then on it counts when all is forgotten. */
  private static Duration slows(DirectoryItems directory, Failures failures, Instant now) {
    Duration wait = failures.toWait();
    if (!wait.isZero()) {
      PartialUpdate until = new PartialUpdate().set("/until", Json.time(now.plus(wait)));
      directory.patch(failures.id(), until, Failures.class);
    }
    return wait;
  }

  /** How many sources it remembers. */
  int remembered() {
    return sources.size();
  }
}
