package io.artistos.shared.text;

import java.util.regex.Pattern;

/** Cells of CSV files that people open in spreadsheets. */
public final class CsvCells {

  private static final Pattern LINE_END = Pattern.compile("\r\n?");

  private CsvCells() {}

  /**
   * A file whose lines, also those in cells, end in line feeds alone: FastCSV 4.1.0 loses the cell
   * when a record ends with a quoted one that has a lone carriage return in it.
   */
  public static String withLineFeeds(String file) {
    return LINE_END.matcher(file).replaceAll("\n");
  }

  /**
   * Spreadsheets run what begins like a formula (OWASP, CSV injection), after a blank and in full
   * width, too: an apostrophe stops it. An import takes it off again.
   */
  public static String harmless(String cell) {
    String start = cell.stripLeading();
    boolean control = !cell.isEmpty() && "\t\r\n".indexOf(cell.charAt(0)) >= 0;
    boolean formula = !start.isEmpty() && "=+-@＝＋－＠|%".indexOf(start.charAt(0)) >= 0;
    return control || formula ? "'" + cell : cell;
  }

  /**
   * A cell without the apostrophe that {@link #harmless} puts before it, or somebody else's does.
   */
  public static String plain(String cell) {
    boolean guarded =
        cell.startsWith("'") && !harmless(cell.substring(1)).equals(cell.substring(1));
    return guarded ? cell.substring(1) : cell;
  }
}
