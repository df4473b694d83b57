package io.artistos.shared.numbers;

import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Adds each day up for all artists, once it is surely over. Called every few minutes: a call goes
 * on where an earlier one broke off or had enough. An artist whose turn failed has it again on the
 * next day; until then their numbers are added up when they are read. Thread-safe.
 */
public final class NumbersRounds {

  /** No request that began on a day is under way for so long. */
  static final Duration GRACE = Duration.ofHours(1);

  private static final int MOST_PAGES = 20;

  private final Database database;
  private final NumbersSettling settling;
  private final Clock clock;
  private final int page;

  /**
   * @param page how many artists are looked at between two notes of the cursor
   */
  public NumbersRounds(Database database, NumbersSettling settling, Clock clock, int page) {
    this.database = database;
    this.settling = settling;
    this.clock = clock;
    this.page = page;
  }

  /**
   * One read. While a round is not finished: for each page a query, a read and a write, and for
   * each artist what {@link NumbersSettling#settle} costs.
   *
   * @return for how many artists days were added up by this call
   */
  public int run() {
    LocalDate day = Marks.day(clock.instant().minus(GRACE)).minusDays(1);
    int done = 0;
    for (int i = 0; i < MOST_PAGES; i++) {
      Versioned<NumbersRound> read = round(day);
      if (read.value().finished()) {
        return done;
      }
      List<Ref> artists = database.sweep().teamsAfter(read.value().after(), page);
      done +=
          CrossTenantSweep.each(
              artists, "adding numbers up", ref -> settling.settle(ref.tenantId(), day) > 0);
      NumbersRound next =
          artists.size() < page
              ? read.value().done()
              : read.value().upTo(artists.getLast().tenantId());
      if (!database.directory().replace(NumbersRound.ID, next, read.etag())) {
        // Another call is at it and as far as we are.
        return done;
      }
    }
    return done;
  }

  private Versioned<NumbersRound> round(LocalDate day) {
    DirectoryItems directory = database.directory();
    Optional<Versioned<NumbersRound>> read = directory.read(NumbersRound.ID, NumbersRound.class);
    if (read.isPresent() && !read.get().value().day().isBefore(day)) {
      return read.get();
    }
    NumbersRound begun = NumbersRound.begin(day);
    if (read.isPresent()) {
      directory.replace(NumbersRound.ID, begun, read.get().etag());
    } else {
      try {
        directory.create(NumbersRound.ID, begun, "round");
      } catch (AlreadyExists e) {
        // Another call has just begun.
      }
    }
    return directory.read(NumbersRound.ID, NumbersRound.class).orElseThrow();
  }
}
