package io.artistos.shared.performance;

import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the artist exported from Spotify for Artists, which has no API for streams,
 * listeners and saves (contracts, section 2.4). Uploading a file again changes what differs and
 * nothing else; a value that the file does not have stays. Thread-safe.
 */
public final class PerformanceUploads {

  /** Bytes of a file. */
  public static final int MOST_BYTES = 2_000_000;

  private static final String MEDIA_TYPE = "text/csv";
  private static final int MOST_SONG = 300;
  private static final int MOST_FAULTS = 20;
  private static final int BATCH = 100;
  private static final int PAGE = 400;
  private static final int TRIES = 4;

  /**
   * A file and what it does not say itself.
   *
   * @param song which one, for the timeline of a song
   * @param period which one totals are about, as the artist calls it
   */
  public record Upload(String file, Optional<String> song, Optional<String> period) {

    /**
     * From a body of {@code text/csv}, {@code song} and {@code period} of the address.
     *
     * @throws MalformedRequest when it is larger than 2 MB or of another type
     * @throws InvalidInput when song or period are not in order
     */
    public static Upload read(Call call) {
      if (!call.mediaType().equals(MEDIA_TYPE)) {
        throw new MalformedRequest(
            MalformedRequest.Kind.UNSUPPORTED_MEDIA_TYPE, "Send " + MEDIA_TYPE + ".");
      }
      String body = call.body().orElse("");
      if (body.length() > MOST_BYTES || body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
        throw new MalformedRequest(
            MalformedRequest.Kind.TOO_LARGE, "A file may have " + MOST_BYTES + " bytes.");
      }
      Optional<String> song = call.query("song").map(String::strip).filter(t -> !t.isEmpty());
      if (song.isPresent() && Texts.faultOfLine(song.get(), MOST_SONG).isPresent()) {
        throw new InvalidInput("song", "invalid", "One line of at most 300 characters.");
      }
      Optional<String> period = call.query("period");
      if (period.isPresent() && !period.get().matches("[a-z0-9-]{1,20}")) {
        throw new InvalidInput("period", "invalid", "Such as 28days, 1year or all.");
      }
      return new Upload(body, song, period);
    }
  }

  /**
   * What became of a file.
   *
   * @param rows without the header
   * @param stored days or titles that are new or have changed
   * @param unchanged those that were there already, just so
   * @param ignored rows of days more than twelve months ago
   * @param faulty rows that were left out
   * @param faults the first 20 of them
   * @param from the first day that the file is about, absent for totals
   */
  public record Result(
      Dataset dataset,
      int rows,
      int stored,
      int unchanged,
      int ignored,
      int faulty,
      List<RowFault> faults,
      @Nullable LocalDate from,
      @Nullable LocalDate to) {

    static Result of(FigureFile file, int stored, int unchanged) {
      return new Result(
          file.dataset(),
          file.rows(),
          stored,
          unchanged,
          file.ignored(),
          file.faults().size(),
          file.faults().stream().limit(MOST_FAULTS).toList(),
          file.days().isEmpty() ? null : file.days().firstKey(),
          file.days().isEmpty() ? null : file.days().lastKey());
    }
  }

  private final Database database;
  private final Clock clock;

  public PerformanceUploads(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One query page for each 400 days and one write for each 100 that are new or changed. A file
   * that cannot be read or has unknown columns changes nothing; broken off half-way, the same file
   * does the rest.
   *
   * @throws InvalidInput when the columns are unknown, or the song is missing or one too many
   * @throws MalformedRequest when it is not CSV in UTF-8
   * @throws Unavailable when others upload the same days all the time
   */
  public Result take(TenantId tenant, Upload upload) {
    Instant now = clock.instant();
    FigureFile file = FigureFile.read(upload.file(), now);
    boolean timeline = file.dataset() == Dataset.SONG_TIMELINE;
    if (timeline && upload.song().isEmpty()) {
      throw new InvalidInput("song", "required", "Say which song the file is about.");
    }
    if (!timeline && upload.song().isPresent()) {
      throw new InvalidInput("song", "unexpected", "This file is not about one song.");
    }
    TenantItems items = database.tenant(tenant, Containers.PERFORMANCE);
    for (int i = 0; i < TRIES; i++) {
      Optional<Result> done =
          file.dataset().byDay()
              ? takeDays(items, tenant, file, upload.song().orElse(null), now)
              : takeTotals(items, tenant, file, upload.period().orElse("unnamed"), now);
      if (done.isPresent()) {
        return done.get();
      }
    }
    throw new Unavailable("a series that many write at once", Duration.ofSeconds(1), null);
  }

  /** Empty when somebody else wrote one of the days meanwhile. */
  private Optional<Result> takeDays(
      TenantItems items, TenantId tenant, FigureFile file, @Nullable String song, Instant now) {
    Map<LocalDate, Versioned<DayFigures>> known = known(items, file, song);
    AtomicWrites batch = items.together();
    int inBatch = 0;
    int stored = 0;
    for (Map.Entry<LocalDate, Values> day : file.days().entrySet()) {
      Versioned<DayFigures> old = known.get(day.getKey());
      if (old == null) {
        batch.create(figures(tenant, song, day.getKey(), day.getValue(), now));
      } else {
        Values merged = old.value().values().updatedBy(day.getValue());
        if (merged.equals(old.value().values())) {
          continue;
        }
        batch.replace(old.value().id(), old.value().with(merged, now), old.etag());
      }
      stored++;
      if (++inBatch == BATCH) {
        if (!batch.commit()) {
          return Optional.empty();
        }
        batch = items.together();
        inBatch = 0;
      }
    }
    if (inBatch > 0 && !batch.commit()) {
      return Optional.empty();
    }
    return Optional.of(Result.of(file, stored, file.days().size() - stored));
  }

  private static DayFigures figures(
      TenantId tenant, @Nullable String song, LocalDate day, Values values, Instant now) {
    return song == null
        ? DayFigures.audience(tenant, day, values, now)
        : DayFigures.song(tenant, song, day, values, now);
  }

  private static Map<LocalDate, Versioned<DayFigures>> known(
      TenantItems items, FigureFile file, @Nullable String song) {
    Map<LocalDate, Versioned<DayFigures>> known = new HashMap<>();
    if (file.days().isEmpty()) {
      return known;
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("@type", song == null ? DayFigures.AUDIENCE_DAY : DayFigures.SONG_DAY);
    parameters.put("@from", file.days().firstKey().toString());
    parameters.put("@to", file.days().lastKey().toString());
    String where = "c.type = @type AND c.day >= @from AND c.day <= @to";
    if (song != null) {
      parameters.put("@song", song);
      where += " AND c.song = @song";
    }
    String condition = where;
    Page.all(next -> items.versions(condition, "c.day", parameters, DayFigures.class, PAGE, next))
        .forEach(day -> known.put(day.value().day(), day));
    return known;
  }

  /** At most a read and a write. Empty when somebody else was quicker. */
  private static Optional<Result> takeTotals(
      TenantItems items, TenantId tenant, FigureFile file, String period, Instant now) {
    int rows = file.totals().size();
    if (rows == 0) {
      return Optional.of(Result.of(file, 0, 0));
    }
    PeriodFigures figures = PeriodFigures.of(tenant, file.dataset(), period, file.totals(), now);
    Optional<Versioned<PeriodFigures>> old = items.read(figures.id(), PeriodFigures.class);
    if (old.isEmpty()) {
      try {
        items.create(figures.id(), figures, "upload");
        return Optional.of(Result.of(file, rows, 0));
      } catch (AlreadyExists e) {
        return Optional.empty();
      }
    }
    List<PeriodFigures.Row> before = old.get().value().rows();
    int same = (int) file.totals().stream().filter(before::contains).count();
    if (before.equals(figures.rows()) || items.replace(figures.id(), figures, old.get().etag())) {
      return Optional.of(Result.of(file, rows - same, same));
    }
    return Optional.empty();
  }
}
