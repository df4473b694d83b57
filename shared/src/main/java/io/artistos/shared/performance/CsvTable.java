package io.artistos.shared.performance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.text.CsvCells;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of comma- or semicolon-separated values with a header: byte order mark, line ends and
 * quotes taken care of, column names normalised.
 *
 * @param columns trimmed, in lower case, {@code _} and runs of blanks as one blank; French names in
 *     English
 * @param rows as many fields as there are columns, else {@link Row#complete} is false
 */
record CsvTable(List<String> columns, List<Row> rows) {

  static final int MOST_ROWS = 20_000;

  private static final int MOST_COLUMNS = 50;
  private static final int MOST_NAME = 60;
  private static final char BOM = '\uFEFF';
  private static final char NOT_TEXT = '\uFFFD';

  /** Names seen in third-party parsers (contracts, section 2.5). */
  private static final Map<String, String> FRENCH =
      Map.of("titre", "song", "écoutes", "streams", "ecoutes", "streams");

  /**
   * @param line where it begins in the file, from 1
   */
  record Row(long line, List<String> fields, boolean complete) {}

  /**
   * @throws MalformedRequest when it is not UTF-8 text or its quotes do not match
   * @throws InvalidInput when the header is missing or names a column twice, or there are too many
   *     rows
   */
  static CsvTable parse(String file) {
    String text = !file.isEmpty() && file.charAt(0) == BOM ? file.substring(1) : file;
    if (text.indexOf(NOT_TEXT) >= 0 || text.indexOf('\0') >= 0) {
      throw new MalformedRequest(
          MalformedRequest.Kind.NOT_READABLE, "The file is not text in UTF-8.");
    }
    List<CsvRecord> records = records(text);
    if (records.isEmpty()) {
      throw badHeader("The file is empty.");
    }
    List<String> columns = header(records.getFirst());
    List<Row> rows = new ArrayList<>();
    for (CsvRecord record : records.subList(1, records.size())) {
      boolean complete = record.getFieldCount() == columns.size();
      rows.add(new Row(record.getStartingLineNumber(), record.getFields(), complete));
    }
    return new CsvTable(columns, List.copyOf(rows));
  }

  private static List<CsvRecord> records(String text) {
    List<CsvRecord> records = new ArrayList<>();
    try {
      CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(separator(text))
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord(CsvCells.withLineFeeds(text));
      for (CsvRecord record : reader) {
        if (records.size() > MOST_ROWS) {
          throw new InvalidInput("file", "too-long", "At most " + MOST_ROWS + " rows.");
        }
        records.add(record);
      }
    } catch (CsvParseException e) {
      // Without the cause, which quotes the file.
      throw new MalformedRequest(
          MalformedRequest.Kind.NOT_READABLE,
          "The file cannot be read after line "
              + (records.isEmpty() ? 0 : records.getLast().getStartingLineNumber())
              + ".");
    }
    return records;
  }

  /** Spreadsheets in many languages save with semicolons. */
  private static char separator(String text) {
    String header = text.strip().lines().findFirst().orElse("");
    long semicolons = header.chars().filter(c -> c == ';').count();
    long commas = header.chars().filter(c -> c == ',').count();
    return semicolons > commas ? ';' : ',';
  }

  private static List<String> header(CsvRecord record) {
    List<String> columns = record.getFields().stream().map(CsvTable::name).toList();
    if (columns.size() > MOST_COLUMNS
        || columns.stream().anyMatch(c -> c.codePointCount(0, c.length()) > MOST_NAME)) {
      throw badHeader("The first line does not look like column names.");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw badHeader("Two columns have the same name.");
    }
    return columns;
  }

  private static String name(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replace(BOM, ' ')
            .replace('_', ' ')
            .replaceAll("[\\s\\h]+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    return FRENCH.getOrDefault(plain, plain);
  }

  static InvalidInput badHeader(String detail) {
    return new InvalidInput("file", "unknown-columns", detail);
  }
}
