package io.artistos.shared.cosmos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a query.
 *
 * @param continuation Cosmos DB's token for the rows after these, null at the end; it reveals
 *     values and must be sealed before a caller sees it
 */
public record Page<T>(List<T> items, @Nullable String continuation) {

  /**
   * All rows of a query whose size is known to be small: page by page, because a page may end
   * before it is full.
   *
   * @param pages gives the page for a continuation
   */
  public static <T> List<T> all(Function<@Nullable String, Page<T>> pages) {
    List<T> all = new ArrayList<>();
    String continuation = null;
    do {
      Page<T> page = pages.apply(continuation);
      all.addAll(page.items());
      continuation = page.continuation();
    } while (continuation != null);
    return List.copyOf(all);
  }
}
