package io.artistos.local.vendors;

import java.util.LinkedHashMap;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Counters that are kept with the mails. Names are parts of text, joined by line ends. */
final class MailCounts {

  private final MVMap<String, Long> counts;

  MailCounts(MailStore store) {
    counts = store.map("counts");
  }

  /** Adds to a counter. To be committed by the caller, who holds the store. */
  void add(long by, String... name) {
    String key = String.join("\n", name);
    counts.put(key, counts.getOrDefault(key, 0L) + by);
  }

  long get(String... name) {
    return counts.getOrDefault(String.join("\n", name), 0L);
  }

  /** The counters below a name, by the rest of theirs; at most {@code limit} of them. */
  Map<String, Long> below(String prefix, int limit) {
    Map<String, Long> found = new LinkedHashMap<>();
    Cursor<String, Long> cursor = counts.cursor(prefix + "\n");
    while (cursor.hasNext() && found.size() < limit) {
      String name = cursor.next();
      if (!name.startsWith(prefix + "\n")) {
        break;
      }
      found.put(name.substring(prefix.length() + 1), cursor.getValue());
    }
    return found;
  }
}
