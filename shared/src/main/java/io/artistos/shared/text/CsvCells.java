package io.artistos.shared.text;

/** Cells of CSV files that people open in spreadsheets. */
public final class CsvCells {

  private CsvCells() {}

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
