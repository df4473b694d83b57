package io.artistos.shared.blasts;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moments at which a request to the mail provider may be made, each given out once: so all blasts
 * of all artists, on any number of instances, together keep to the provider's rate, which counts
 * for the whole team (contracts, section 1.5). One item, changed once for each thousand recipients.
 * Thread-safe.
 */
public final class SendSlots {

  private static final String TYPE = "send-slots";
  private static final int SCHEMA = 1;
  private static final int TRIES = 16;

  private record Next(String id, String type, int schema, Instant free) {}

  private final Database database;
  private final String id;
  private final int perSecond;
  private final Clock clock;

  /**
   * @param provider names whose rate it is
   * @param perSecond requests, at least 1
   */
  public SendSlots(Database database, String provider, int perSecond, Clock clock) {
    this.database = database;
    this.id = TYPE + "-" + provider;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** The next free moments, in order. One read and one write; a slot not used is lost. */
  List<Instant> reserve(int count) {
    DirectoryItems directory = database.directory();
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      Optional<Versioned<Next>> read = directory.read(id, Next.class);
      Instant start =
          read.map(found -> found.value().free()).filter(free -> free.isAfter(now)).orElse(now);
      Next next = new Next(id, TYPE, SCHEMA, start.plusMillis(millis(count)));
      boolean ours =
          read.isEmpty() ? create(directory, next) : directory.replace(id, next, read.get().etag());
      if (ours) {
        List<Instant> slots = new ArrayList<>();
        for (int slot = 0; slot < count; slot++) {
          slots.add(start.plusMillis(millis(slot)));
        }
        return List.copyOf(slots);
      }
    }
    throw new Unavailable("the send slots", Duration.ofSeconds(1), null);
  }

  /** Rounded up: stored times have three digits of fraction. */
  private long millis(int slots) {
    return Math.ceilDiv(slots * 1_000L, perSecond);
  }

  private boolean create(DirectoryItems directory, Next next) {
    try {
      directory.create(id, next, "send slots");
      return true;
    } catch (AlreadyExists e) {
      return false;
    }
  }
}
