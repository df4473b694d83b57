package io.artistos.shared.abuse;

/**
 * The calls that all instances have leased for a subject in a window, as stored in {@code
 * directory}. Its id is a keyed hash: it names nobody, and goes by itself.
 *
 * @param calls may be more than the limit
 * @param ttl seconds
 */
record Counter(String id, String type, int schema, long calls, long ttl) {

  static Counter of(String id, long calls, long ttl) {
    return new Counter(id, "counter", 1, calls, ttl);
  }
}
