package io.artistos.shared.imports;

import io.artistos.shared.text.CsvCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which column of a file holds what.
 *
 * @param separator between cells
 * @param header as it stands in the file
 * @param roles one for each column: a word of {@link ColumnRole}, or {@code field:} and the key of
 *     a field
 */
public record Columns(String separator, List<String> header, List<String> roles) {

  static final String FIELD = "field:";
  private static final List<String> SEPARATORS = List.of(",", ";", "\t");

  /** The one that the header has most of. */
  static String separatorOf(String header) {
    String best = SEPARATORS.getFirst();
    for (String one : SEPARATORS) {
      if (header.split(one, -1).length > header.split(best, -1).length) {
        best = one;
      }
    }
    return best;
  }

  /**
   * By the names that other tools give, unless the caller says otherwise.
   *
   * @param mapping from names of columns to roles; may name some only
   */
  static Columns of(String separator, List<String> header, Map<String, String> mapping) {
    List<String> roles = new ArrayList<>();
    for (String column : header) {
      String said = mapping.get(column.strip());
      roles.add(said == null ? guess(column).word() : said);
    }
    // The best name of each role; a caller's word is better than any.
    Map<String, Integer> best = new HashMap<>();
    for (int i = 0; i < roles.size(); i++) {
      String role = roles.get(i);
      boolean single = !role.equals(ColumnRole.IGNORE.word()) && !role.startsWith(FIELD);
      Integer other = single ? best.putIfAbsent(role, i) : null;
      if (other != null && isManyForOne(role)) {
        boolean better =
            rank(role, header.get(i), mapping) < rank(role, header.get(other), mapping);
        roles.set(better ? other : i, ColumnRole.IGNORE.word());
        best.put(role, better ? i : other);
      }
    }
    return new Columns(separator, List.copyOf(header), List.copyOf(roles));
  }

  /** Any of several columns may say that somebody gets no mail, or when they agreed. */
  private static boolean isManyForOne(String role) {
    return !role.equals(ColumnRole.NO_MAIL.word())
        && !role.equals(ColumnRole.CONSENTED_AT.word())
        && !role.equals(ColumnRole.STATUS.word());
  }

  private static int rank(String role, String column, Map<String, String> mapping) {
    return mapping.containsKey(column.strip())
        ? -1
        : ColumnRole.ofWord(role).flatMap(one -> one.rank(column)).orElse(Integer.MAX_VALUE);
  }

  private static ColumnRole guess(String column) {
    for (ColumnRole role : ColumnRole.values()) {
      if (role.rank(column).isPresent()) {
        return role;
      }
    }
    return ColumnRole.IGNORE;
  }

  /** What a row has for a role, the best column first; blank cells are left out. */
  List<String> cells(List<String> row, ColumnRole role) {
    return cells(row, role, column -> true);
  }

  /** The same of some columns only, by their names. */
  List<String> cells(List<String> row, ColumnRole role, Predicate<String> column) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < Math.min(roles.size(), row.size()); i++) {
      if (roles.get(i).equals(role.word())
          && !row.get(i).isBlank()
          && column.test(header.get(i).strip())) {
        places.add(i);
      }
    }
    places.sort(java.util.Comparator.comparing(i -> role.rank(header.get(i)).orElse(-1)));
    return places.stream().map(row::get).map(Columns::plain).toList();
  }

  Optional<String> cell(List<String> row, ColumnRole role) {
    return cells(row, role).stream().findFirst();
  }

  /** The fields of a row by key. */
  Map<String, String> fields(List<String> row) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < Math.min(roles.size(), row.size()); i++) {
      if (roles.get(i).startsWith(FIELD) && !row.get(i).isBlank()) {
        fields.put(roles.get(i).substring(FIELD.length()), plain(row.get(i)));
      }
    }
    return fields;
  }

  /** Without blanks around it, and without the apostrophe that an export puts before a formula. */
  private static String plain(String cell) {
    return CsvCells.plain(cell.strip()).strip();
  }
}
