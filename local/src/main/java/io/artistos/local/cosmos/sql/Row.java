package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Values;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result with its place in it.
 *
 * @param place the values it is sorted by
 * @param tie tells apart what is equal in {@code place}: the item's key; empty where the place says
 *     it all
 * @param ordinal which of the item's rows, where JOIN makes several of it
 * @param json what the client gets
 * @param identity equal for rows that DISTINCT makes one; null without DISTINCT
 */
record Row(List<JsonNode> place, byte[] tie, int ordinal, byte[] json, @Nullable String identity) {

  /** The order of a query's rows: total, so that a page can start after any row. */
  static Comparator<Row> order(Query query) {
    return (a, b) -> a.compare(query, b.place, b.tie, b.ordinal);
  }

  /** Whether it comes after the row that the continuation remembers. */
  boolean after(Continuation last, Query query) {
    return compare(query, last.place(), last.tie(), last.ordinal()) > 0;
  }

  Continuation next(long left, String source) {
    return new Continuation(place, tie, ordinal, left, source);
  }

  private int compare(Query query, List<JsonNode> otherPlace, byte[] otherTie, int otherOrdinal) {
    for (int i = 0; i < place.size(); i++) {
      int c = Values.compare(place.get(i), otherPlace.get(i));
      if (c != 0) {
        boolean descending = i < query.orderBy().size() && query.orderBy().get(i).descending();
        return descending ? -c : c;
      }
    }
    int byTie = Arrays.compareUnsigned(tie, otherTie);
    int byRow = byTie != 0 ? byTie : Integer.compare(ordinal, otherOrdinal);
    // As an index is read that serves ORDER BY: backwards, equal values come backwards, too.
    return !query.orderBy().isEmpty() && query.orderBy().getFirst().descending() ? -byRow : byRow;
  }
}
