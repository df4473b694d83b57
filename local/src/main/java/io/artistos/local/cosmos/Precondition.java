package io.artistos.local.cosmos;

import org.jspecify.annotations.Nullable;

/**
 * An {@code If-Match}.
 *
 * @param etag with its quotes; {@code *} for any; null for none
 */
record Precondition(Container container, @Nullable String etag) {

  /**
   * @throws Refusal 412 when the item has another etag
   */
  void check(StoredItem item) {
    if (etag != null && !etag.equals("*") && !etag.equals(container.etag(item))) {
      throw Refusal.preconditionFailed();
    }
  }
}
