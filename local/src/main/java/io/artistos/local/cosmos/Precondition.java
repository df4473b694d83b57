package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * An {@code If-Match} and an {@code If-None-Match} with the meanings of RFC 9110. The service
 * documents the second for reads only.
 *
 * @param match etag with its quotes; {@code *} for any; null for no condition
 * @param noneMatch the same
 */
record Precondition(Container container, @Nullable String match, @Nullable String noneMatch) {

  static Precondition of(Request request, Container container) {
    return new Precondition(container, request.header("if-match"), request.header("if-none-match"));
  }

  /** Those of one operation of a batch. */
  static Precondition of(JsonNode operation, Container container) {
    return new Precondition(
        container,
        operation.path("ifMatch").textValue(),
        operation.path("ifNoneMatch").textValue());
  }

  /**
   * @throws Refusal 412 when the item is not as it must be for a change
   */
  void check(StoredItem item) {
    checkMatch(item);
    if (known(item)) {
      throw Refusal.preconditionFailed();
    }
  }

  /**
   * @throws Refusal 412 when the item has another etag than {@code If-Match}
   */
  void checkMatch(StoredItem item) {
    if (match != null && !matches(match, item)) {
      throw Refusal.preconditionFailed();
    }
  }

  /** Whether the caller has said that it knows the item as it is. */
  boolean known(StoredItem item) {
    return noneMatch != null && matches(noneMatch, item);
  }

  private boolean matches(String etag, StoredItem item) {
    return etag.equals("*") || etag.equals(container.etag(item));
  }
}
