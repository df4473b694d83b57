package io.artistos.local.cosmos;

import io.artistos.local.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A request's path, cut into decoded segments: {@code dbs, d, colls, c, docs, id}. */
record ResourcePath(List<String> segments) {

  private static final Pattern DATABASE_RID = Pattern.compile("[A-Za-z0-9+-]{6}==");

  static ResourcePath parse(String path) {
    try {
      return new ResourcePath(
          Arrays.stream(path.split("/", -1))
              .filter(segment -> !segment.isEmpty())
              .map(Request::decodeSegment)
              .toList());
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The path is not URL-encoded.");
    }
  }

  int length() {
    return segments.size();
  }

  String segment(int index) {
    return segments.get(index);
  }

  /** The first segments, joined by slashes. */
  String address(int length) {
    return String.join("/", segments.subList(0, length));
  }

  /** Whether it names something to do with a container: {@code …/operations/partitionkeydelete}. */
  boolean isOperation() {
    return segments.size() == 6 && segment(4).equals("operations");
  }

  /** The resource type that is signed: {@code docs}, {@code colls}, …; empty for the account. */
  String type() {
    if (segments.isEmpty()) {
      return "";
    }
    if (isOperation()) {
      return "colls";
    }
    return segments.get(segments.size() % 2 == 0 ? segments.size() - 2 : segments.size() - 1);
  }

  /**
   * The resource link that is signed: what is addressed, or for a feed the one it belongs to. Of an
   * address by rids the last one stands for the whole, in lower case.
   */
  String link() {
    int owner = isOperation() ? 4 : segments.size() - segments.size() % 2;
    boolean byRid = owner > 0 && DATABASE_RID.matcher(segments.get(1)).matches();
    return byRid ? segments.get(owner - 1).toLowerCase(Locale.ROOT) : address(owner);
  }
}
