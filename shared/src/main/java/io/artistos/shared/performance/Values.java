package io.artistos.shared.performance;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a row says: figures by name, and the columns that we have no name for. Sorted, so that equal
 * ones are written alike.
 */
record Values(Map<String, Long> figures, Map<String, String> other) {

  Values {
    figures = java.util.Collections.unmodifiableMap(new TreeMap<>(figures));
    other = java.util.Collections.unmodifiableMap(new TreeMap<>(other));
  }

  boolean isEmpty() {
    return figures.isEmpty();
  }

  /** With what {@code newer} knows; what it does not know stays. */
  Values updatedBy(Values newer) {
    Map<String, Long> allFigures = new TreeMap<>(figures);
    allFigures.putAll(newer.figures);
    Map<String, String> allOther = new TreeMap<>(other);
    allOther.putAll(newer.other);
    return new Values(allFigures, allOther);
  }
}
