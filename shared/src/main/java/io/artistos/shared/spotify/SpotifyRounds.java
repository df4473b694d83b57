package io.artistos.shared.spotify;

import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a pull of every connection, once a night, and again for what got lost. Called hourly:
 * the first call of a night goes round, a later one goes on where an earlier one broke off.
 * Thread-safe.
 */
public final class SpotifyRounds {

  private static final Logger LOG = Logger.getLogger(SpotifyRounds.class.getName());

  /** Longer than a claim lasts; delayed messages come on time, lost ones never. */
  static final Duration LATE = Pull.CLAIM.plusMinutes(10);

  private static final int MOST_LATE = 500;

  /**
   * @param asked pulls of the night that were asked for by this call
   * @param again pulls whose message was lost or whose handler was killed
   */
  public record Round(LocalDate day, int asked, int again) {}

  private final Database database;
  private final SpotifyConnections connections;
  private final SpotifyPullQueue queue;
  private final Clock clock;
  private final int page;

  /**
   * @param page how many connections are looked at between two notes of the cursor
   */
  public SpotifyRounds(
      Database database, TenantKeys keys, SpotifyPullQueue queue, Clock clock, int page) {
    this.database = database;
    this.connections = new SpotifyConnections(database, keys);
    this.queue = queue;
    this.clock = clock;
    this.page = page;
  }

  /**
   * A read of the night's item. While it is not complete: for each page a query and a write of the
   * cursor, for each connection a read, a write and a message. Then one query for what is late.
   */
  public Round run() {
    LocalDate day = Nights.of(clock.instant());
    int asked = goRound(day);
    return new Round(day, asked, askAgain());
  }

  private int goRound(LocalDate day) {
    DirectoryItems directory = database.directory();
    int asked = 0;
    while (true) {
      Versioned<SpotifyNight> read = night(day);
      SpotifyNight night = read.value();
      if (night.complete()) {
        return asked;
      }
      List<Ref> refs = database.sweep().spotifyConnectionsAfter(night.after(), page);
      for (Ref ref : refs) {
        asked += ask(ref.tenantId(), day) ? 1 : 0;
      }
      SpotifyNight next =
          refs.size() < page ? night.completed() : night.upTo(refs.getLast().tenantId());
      if (!directory.replace(night.id(), next, read.etag())) {
        // Another round is under way and is as far as we are.
        return asked;
      }
    }
  }

  private Versioned<SpotifyNight> night(LocalDate day) {
    DirectoryItems directory = database.directory();
    String id = SpotifyNight.idOf(day);
    Optional<Versioned<SpotifyNight>> read = directory.read(id, SpotifyNight.class);
    if (read.isEmpty()) {
      try {
        directory.create(id, SpotifyNight.begin(day), "night");
      } catch (AlreadyExists e) {
        // Another round has just begun.
      }
      read = directory.read(id, SpotifyNight.class);
    }
    return read.orElseThrow();
  }

  /** Writes the night's pull into the connection, then says so; true when it was new. */
  private boolean ask(TenantId tenant, LocalDate day) {
    try {
      Instant now = clock.instant();
      boolean[] fresh = {false};
      Optional<SpotifyConnection> asked =
          connections.update(
              tenant,
              connection -> {
                Pull pull = connection.pull();
                boolean known = pull != null && !pull.day().isBefore(day);
                fresh[0] = connection.works() && !known;
                return fresh[0] ? connection.with(Pull.due(day, now)) : connection;
              });
      if (asked.isPresent() && fresh[0]) {
        queue.send(tenant, day, Duration.ZERO);
      }
      return fresh[0];
    } catch (RuntimeException e) {
      // One item that cannot be read or written must not keep all others waiting.
      LOG.log(Level.SEVERE, "pull not asked for; tenant=" + tenant, e);
      return false;
    }
  }

  private int askAgain() {
    Instant now = clock.instant();
    return CrossTenantSweep.each(
        database.sweep().spotifyPullsDueBefore(now.minus(LATE), MOST_LATE),
        "asking again for a pull",
        ref -> askAgain(ref.tenantId(), now));
  }

  /**
   * Moves its time on, so that the next sweep leaves it alone; a night that is over is given up.
   */
  private boolean askAgain(TenantId tenant, Instant now) {
    Optional<SpotifyConnection> open =
        connections
            .update(tenant, connection -> connection.with(movedOn(connection.pull(), now)))
            .filter(connection -> connection.pull() != null && connection.pull().isOpen());
    open.ifPresent(connection -> queue.send(tenant, dayOf(connection), Duration.ZERO));
    return open.isPresent();
  }

  private static @Nullable Pull movedOn(@Nullable Pull pull, Instant now) {
    if (pull == null || !pull.isOpen() || !pull.dueAt().isBefore(now.minus(LATE))) {
      return pull;
    }
    return now.isBefore(Nights.endOf(pull.day()))
        ? pull.givenBack(now)
        : pull.failed(now, "too-late");
  }

  private static LocalDate dayOf(SpotifyConnection connection) {
    return Objects.requireNonNull(connection.pull()).day();
  }
}
