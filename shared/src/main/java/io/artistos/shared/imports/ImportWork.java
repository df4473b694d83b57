package io.artistos.shared.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.fans.FanArrivals;
import io.artistos.shared.fans.ImportedFan.Outcome;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.jobs.JobFile;
import io.artistos.shared.jobs.JobWork;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list piece by piece: at most 256 KiB and 5,000 rows a step, with one block of the report.
 * A hundred rows cost one request to Cosmos, and one more each in the run where a fan is new or
 * gets something. Thread-safe.
 */
public final class ImportWork implements JobWork {

  public static final String KIND = "import-fans";

  static final String UPLOAD = "upload.csv";

  private static final List<String> REPORT = List.of("row", "outcome", "reason");
  private static final int PIECE = 1 << 18;
  private static final int MOST_ROWS = 5_000;
  private static final long MOST_ROWS_OF_ALL = 1_000_000;
  private static final int MOST_COLUMNS = 200;

  private final TenantBlobs blobs;
  private final FanArrivals arrivals;
  private final JobFile file;
  private final Clock clock;

  public ImportWork(TenantBlobs blobs, FanArrivals arrivals, JobFile file, Clock clock) {
    this.blobs = blobs;
    this.arrivals = arrivals;
    this.file = file;
    this.clock = clock;
  }

  /** Where a step begins: a byte of the file, and how many rows were before it. */
  private record At(long offset, long rows) {

    static At of(Job job) {
      if (job.at() == null) {
        return new At(0, 0);
      }
      String[] parts = job.at().split(":", -1);
      return new At(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    String text() {
      return offset + ":" + rows;
    }
  }

  /** A file that cannot be imported: the code is shown. */
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String code) {
      super(code, null, false, false);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Job step(Job job) {
    try {
      return read(job);
    } catch (Unusable e) {
      return job.failed(clock.instant(), Objects.requireNonNull(e.getMessage()));
    } catch (CharacterCodingException e) {
      return job.failed(clock.instant(), "not-utf-8");
    } catch (CsvParseException e) {
      // Without the cause, which quotes the file.
      return job.failed(clock.instant(), "not-csv");
    }
  }

  private Job read(Job job) throws CharacterCodingException {
    ImportTask task = job.task(ImportTask.class);
    At at = At.of(job);
    if (at.offset() >= task.bytes()) {
      return finished(job, task);
    }
    byte[] piece = blobs.pieces().read(job.tenantId(), job.file(UPLOAD), at.offset(), PIECE);
    boolean last = at.offset() + piece.length >= task.bytes();
    return at.offset() == 0
        ? header(job, task, piece, last)
        : rows(job, task, Objects.requireNonNull(task.columns()), at, piece, last);
  }

  private Job header(Job job, ImportTask task, byte[] piece, boolean last)
      throws CharacterCodingException {
    int bom = ImportBlock.bom(piece);
    String hint = ImportBlock.hint(piece, bom);
    int from = bom + hint.length();
    // Line ends of a header are no part of a cell, so any separator finds them.
    int end = ImportBlock.whole(piece, from, (byte) ',', 1, last);
    if (end == from) {
      throw new Unusable("no-header");
    }
    List<List<String>> plain = ImportBlock.records(piece, from, end, ',');
    if (plain.isEmpty()) {
      throw new Unusable("no-header");
    }
    String separator =
        hint.isEmpty()
            ? Columns.separatorOf(String.join(",", plain.getFirst()))
            : ImportBlock.separator(hint);
    List<String> header = ImportBlock.records(piece, from, end, separator.charAt(0)).getFirst();
    Columns columns = Columns.of(separator, header, task.mapping());
    if (header.size() > MOST_COLUMNS) {
      throw new Unusable("too-many-columns");
    }
    if (!columns.roles().contains(ColumnRole.EMAIL.word())) {
      throw new Unusable("no-email-column");
    }
    String block = file.add(job, report(task), List.of(REPORT));
    return job.moved(
        new At(end, 0).text(), Map.of("rows", 0L), block, task.with(columns), clock.instant());
  }

  private Job rows(Job job, ImportTask task, Columns columns, At at, byte[] piece, boolean last)
      throws CharacterCodingException {
    char separator = columns.separator().charAt(0);
    int end = ImportBlock.whole(piece, 0, (byte) separator, MOST_ROWS, last);
    if (end == 0) {
      throw new Unusable("row-too-long");
    }
    RowReader reader = new RowReader(columns, task, job.id(), clock.instant());
    List<ImportRow> rows = new ArrayList<>();
    long number = at.rows();
    for (List<String> cells : ImportBlock.records(piece, 0, end, separator)) {
      number++;
      rows.add(reader.read(number, cells));
    }
    if (number > MOST_ROWS_OF_ALL) {
      throw new Unusable("too-many-rows");
    }
    Map<Long, Outcome> outcomes = new ImportStep(arrivals, job.tenantId(), task).outcomes(rows);
    List<List<String>> lines = new ArrayList<>();
    Map<String, Long> counts = new TreeMap<>();
    for (ImportRow row : rows) {
      String outcome = outcome(row, outcomes);
      lines.add(
          List.of(
              Long.toString(row.number()), outcome, row.refusal() == null ? "" : row.refusal()));
      counts.merge(outcome, 1L, Long::sum);
    }
    counts.put("rows", (long) rows.size());
    @Nullable String block = lines.isEmpty() ? null : file.add(job, report(task), lines);
    return job.moved(
        new At(at.offset() + end, number).text(), counts, block, task, clock.instant());
  }

  private static String outcome(ImportRow row, Map<Long, Outcome> outcomes) {
    Outcome outcome = outcomes.get(row.number());
    return outcome == null ? "refused" : outcome.word();
  }

  /**
   * The report first; then a check is the artist's to look at, and a run needs its file no more.
   */
  private Job finished(Job job, ImportTask task) {
    if (task.columns() == null) {
      throw new Unusable("no-header");
    }
    file.finish(job, report(task));
    if (task.phase() == ImportTask.Phase.CHECK) {
      return job.waitingAgain(task.in(ImportTask.Phase.CHECKED), clock.instant());
    }
    blobs.delete(job.tenantId(), job.file(UPLOAD));
    return job.succeeded(clock.instant());
  }

  /** The file that says what became of each row; nothing of a row is in it but its number. */
  static String report(ImportTask task) {
    return task.phase() == ImportTask.Phase.RUN ? "report.csv" : "check.csv";
  }

  @Override
  public List<String> files(Job job) {
    return List.of(job.file(UPLOAD), job.file("check.csv"), job.file("report.csv"));
  }
}
