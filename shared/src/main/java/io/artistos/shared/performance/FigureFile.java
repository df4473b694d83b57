package io.artistos.shared.performance;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.performance.Cells.Fault;
import io.artistos.shared.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file as it was understood: days or totals, what was left out because it is too old, and the
 * rows that are wrong.
 *
 * @param rows without the header
 * @param days empty for totals
 * @param totals empty for days
 * @param ignored rows of days that are not kept any more
 */
record FigureFile(
    Dataset dataset,
    int rows,
    NavigableMap<LocalDate, Values> days,
    List<PeriodFigures.Row> totals,
    int ignored,
    List<RowFault> faults) {

  /** A list of totals is one item, and an item has 2 MB at most. */
  static final int MOST_TOTALS = 2_000;

  private static final int MOST_TITLE = 300;
  private static final int MOST_OTHER = 100;

  /** Columns that lead to no figure and are not kept: a playlist's author may be a listener. */
  private static final Set<String> LEFT_OUT =
      Set.of("date", "song", "title", "author", "release date", "date added");

  /**
   * @throws MalformedRequest when the file cannot be read at all
   * @throws InvalidInput when its columns are not those of a known export
   */
  static FigureFile read(String text, Instant now) {
    CsvTable table = CsvTable.parse(text);
    Dataset dataset =
        Dataset.of(Set.copyOf(table.columns()))
            .orElseThrow(
                () ->
                    CsvTable.badHeader(
                        "These are not the columns of an export of Spotify for Artists that is"
                            + " known here."));
    Reader reader = new Reader(table.columns(), dataset, now);
    table.rows().forEach(reader::add);
    return new FigureFile(
        dataset,
        table.rows().size(),
        reader.days,
        List.copyOf(reader.totals),
        reader.ignored,
        List.copyOf(reader.faults));
  }

  /** Takes rows in, one after the other. */
  private static final class Reader {

    private final List<String> columns;
    private final Dataset dataset;
    private final Instant now;
    private final LocalDate tomorrow;
    private final NavigableMap<LocalDate, Values> days = new TreeMap<>();
    private final Set<PeriodFigures.Row> totals = new LinkedHashSet<>();
    private final List<RowFault> faults = new ArrayList<>();
    private int ignored;
    private String column = "";

    Reader(List<String> columns, Dataset dataset, Instant now) {
      this.columns = columns;
      this.dataset = dataset;
      this.now = now;
      this.tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    }

    void add(CsvTable.Row row) {
      column = "";
      try {
        if (!row.complete()) {
          throw new Fault("The row has not as many fields as the header.");
        }
        if (dataset.byDay()) {
          addDay(row.fields());
        } else {
          addTotal(row.fields());
        }
      } catch (Fault e) {
        faults.add(new RowFault(row.line(), column, String.valueOf(e.getMessage())));
      }
    }

    private void addDay(List<String> fields) throws Fault {
      LocalDate day = day(fields, "date").orElseThrow(() -> new Fault("A day is needed."));
      if (day.isAfter(tomorrow)) {
        throw new Fault("This day is yet to come.");
      }
      Values values = values(fields);
      if (!Retention.keeps(day, now)) {
        ignored++;
      } else if (days.putIfAbsent(day, values) != null) {
        throw new Fault("This day stands in the file before.");
      }
    }

    private void addTotal(List<String> fields) throws Fault {
      boolean songs = dataset == Dataset.SONGS;
      column = songs ? "song" : "title";
      String title = fields.get(columns.indexOf(column)).strip();
      if (title.isEmpty()) {
        throw new Fault("A title is needed.");
      }
      if (Texts.faultOfLine(title, MOST_TITLE).isPresent()) {
        throw new Fault("This title is too long or has characters that cannot be used.");
      }
      LocalDate date = day(fields, songs ? "release date" : "date added").orElse(null);
      PeriodFigures.Row total = new PeriodFigures.Row(title, date, values(fields).figures());
      column = "";
      if (totals.size() == MOST_TOTALS) {
        throw new Fault("At most " + MOST_TOTALS + " titles are kept.");
      }
      if (!totals.add(total)) {
        throw new Fault("This title stands in the file before.");
      }
    }

    private Optional<LocalDate> day(List<String> fields, String name) throws Fault {
      int index = columns.indexOf(name);
      if (index < 0) {
        return Optional.empty();
      }
      column = name;
      return Cells.day(fields.get(index));
    }

    private Values values(List<String> fields) throws Fault {
      Map<String, Long> figures = new TreeMap<>();
      Map<String, String> other = new TreeMap<>();
      for (int i = 0; i < columns.size(); i++) {
        column = columns.get(i);
        Optional<Metric> metric = Metric.ofColumn(column);
        if (metric.isPresent()) {
          OptionalLong count = Cells.count(fields.get(i));
          count.ifPresent(value -> figures.put(metric.get().key(), value));
        } else if (!LEFT_OUT.contains(column) && !column.isEmpty() && isSmall(fields.get(i))) {
          other.put(column, fields.get(i).strip());
        }
      }
      column = "";
      return new Values(figures, other);
    }

    private static boolean isSmall(String cell) {
      return !Cells.unknown(cell) && Texts.faultOfLine(cell.strip(), MOST_OTHER).isEmpty();
    }
  }
}
