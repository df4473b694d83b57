package io.artistos.shared.audit;

import io.artistos.shared.http.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a call is about, told from its path or, once it is known, from its answer. */
final class Targets {

  private static final String API = "/api/";

  /**
   * Ids of ours are 22 characters of base64url, some with a prefix; Clerk's have 27 after theirs.
   * Callers type paths: shorter text could be a name.
   */
  private static final Pattern ID = Pattern.compile("(?:[a-z]+[-_])?[A-Za-z0-9_-]{22,27}");

  private static final Pattern COLLECTION = Pattern.compile("[a-z-]{1,40}");

  private Targets() {}

  /**
   * What the answer says, where it does; what was made, such as {@code keys:key-…}, where a
   * collection was posted to; else as it was.
   */
  static @Nullable String of(@Nullable String before, URI uri, Reply reply) {
    return reply.about().or(() -> made(uri, reply)).orElse(before);
  }

  private static Optional<String> made(URI uri, Reply reply) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String collection = path.substring(path.lastIndexOf('/') + 1);
    return reply
        .made()
        .filter(id -> ID.matcher(id).matches() && COLLECTION.matcher(collection).matches())
        .map(id -> collection + ":" + id);
  }

  /**
   * The last id and the collection that it stands in, such as {@code blasts:blast-…} for {@code
   * /api/blasts/blast-…/send}; null where there is none.
   */
  static @Nullable String of(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    int api = path.indexOf(API);
    List<String> segments =
        api < 0 ? List.of() : List.of(path.substring(api + API.length()).split("/", -1));
    for (int i = segments.size() - 1; i > 0; i--) {
      if (ID.matcher(segments.get(i)).matches()
          && COLLECTION.matcher(segments.get(i - 1)).matches()) {
        return segments.get(i - 1) + ":" + segments.get(i);
      }
    }
    return null;
  }
}
