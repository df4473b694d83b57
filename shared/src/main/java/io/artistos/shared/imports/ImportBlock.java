package io.artistos.shared.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.artistos.shared.text.CsvCells;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole records at the beginning of a piece of a file, so that a file of any size can be read piece
 * by piece: quotes, separators and line ends are single bytes in UTF-8. Lines end as RFC 4180 has
 * it, as on Unix, or with the lone carriage return of old Macs, which Excel still offers.
 */
final class ImportBlock {

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** A first line in which Excel says what separates cells. */
  private static final Pattern HINT = Pattern.compile("(?i)sep=([,;\t])(?:\r\n|\n|\r)");

  private ImportBlock() {}

  /** How many bytes the byte order mark has, 0 for none. */
  static int bom(byte[] piece) {
    return piece.length >= BOM.length
            && java.util.Arrays.equals(BOM, java.util.Arrays.copyOf(piece, BOM.length))
        ? BOM.length
        : 0;
  }

  /** Such as {@code sep=;} and a line end, which is no record; empty text for none. */
  static String hint(byte[] piece, int from) {
    int most = Math.min(piece.length - from, "sep=;\r\n".length());
    Matcher hint = HINT.matcher(new String(piece, from, most, StandardCharsets.ISO_8859_1));
    return hint.lookingAt() ? hint.group() : "";
  }

  /** What a {@link #hint} says. */
  static String separator(String hint) {
    return hint.substring("sep=".length(), "sep=".length() + 1);
  }

  /**
   * How many bytes whole records take, line ends included; 0 for none.
   *
   * @param separator of cells, one byte
   * @param most records
   * @param last whether the file ends with the piece, so that a last record needs no line end
   */
  static int whole(byte[] piece, int from, byte separator, int most, boolean last) {
    int end = from;
    int records = 0;
    Place place = Place.CELL;
    for (int i = from; i < piece.length && records < most; i++) {
      boolean old = piece[i] == '\r' && i + 1 < piece.length && piece[i + 1] != '\n';
      byte b = old ? (byte) '\n' : piece[i];
      place = place.after(b, separator);
      if (b == '\n' && place == Place.CELL) {
        end = i + 1;
        records++;
      }
    }
    return last && records < most ? piece.length : end;
  }

  /** Where in a record a byte stands. */
  private enum Place {
    /** At the beginning of a cell, where a quote opens it. */
    CELL,
    PLAIN,
    QUOTED,
    /** Behind a quote in a quoted cell: a separator or line end ends it, another quote goes on. */
    QUOTE;

    Place after(byte b, byte separator) {
      if (this == QUOTED) {
        return b == '"' ? QUOTE : QUOTED;
      }
      if (b == separator || b == '\n') {
        return CELL;
      }
      if (this == PLAIN) {
        return PLAIN;
      }
      // Behind a closing quote FastCSV takes text as part of the cell, and a quote as opening it.
      return b == '"' ? QUOTED : this == CELL ? PLAIN : QUOTE;
    }
  }

  /**
   * The records of some bytes; line ends in cells are line feeds.
   *
   * @throws CharacterCodingException when they are not UTF-8
   * @throws CsvParseException when they are no records
   */
  static List<List<String>> records(byte[] piece, int from, int to, char separator)
      throws CharacterCodingException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(piece, from, to - from))
            .toString();
    List<List<String>> records = new ArrayList<>();
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .ofCsvRecord(CsvCells.withLineFeeds(text));
    reader.forEach(record -> records.add(record.getFields()));
    return records;
  }
}
