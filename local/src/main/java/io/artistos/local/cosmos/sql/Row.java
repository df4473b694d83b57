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
 * @param json what the client gets
 * @param identity equal for rows that DISTINCT makes one; null without DISTINCT
 */
record Row(List<JsonNode> place, byte[] tie, byte[] json, @Nullable String identity) {

  /** The order of a query's rows: total, so that a page can start after any row. */
  static Comparator<Row> order(Query query) {
    return (a, b) -> compare(query, a.place(), a.tie(), b.place(), b.tie());
  }

  /** Whether it comes after the row that the continuation remembers. */
  boolean after(Continuation continuation, Query query) {
    return compare(query, place, tie, continuation.place(), continuation.tie()) > 0;
  }

  private static int compare(
      Query query, List<JsonNode> a, byte[] tieOfA, List<JsonNode> b, byte[] tieOfB) {
    for (int i = 0; i < a.size(); i++) {
      int c = Values.compare(a.get(i), b.get(i));
      if (c != 0) {
        boolean descending = i < query.orderBy().size() && query.orderBy().get(i).descending();
        return descending ? -c : c;
      }
    }
    // As an index is read that serves ORDER BY: backwards, equal values come backwards, too.
    int tie = Arrays.compareUnsigned(tieOfA, tieOfB);
    return !query.orderBy().isEmpty() && query.orderBy().getFirst().descending() ? -tie : tie;
  }
}
