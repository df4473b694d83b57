package io.artistos.shared.cosmos;

import com.azure.core.exception.AzureException;
import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls on one container, with the SDK's status codes turned into our words. */
final class Items {

  /** More contention than this on one item is a fault of ours, not of the callers'. */
  private static final int TRIES = 8;

  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int GONE = 410;
  private static final int PRECONDITION_FAILED = 412;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RETRY_WITH = 449;

  private final CosmosAsyncContainer container;

  Items(CosmosAsyncContainer container) {
    this.container = container;
  }

  void create(PartitionKey key, Object item, String what) {
    try {
      call(() -> container.createItem(tree(item), key, new CosmosItemRequestOptions()).block());
    } catch (CosmosException e) {
      if (e.getStatusCode() == CONFLICT) {
        throw new AlreadyExists(what);
      }
      throw e;
    }
  }

  <T> Optional<Versioned<T>> read(PartitionKey key, String id, Class<T> type) {
    try {
      CosmosItemResponse<JsonNode> response =
          Objects.requireNonNull(call(() -> container.readItem(id, key, JsonNode.class).block()));
      return isOf(response.getItem(), type)
          ? Optional.of(new Versioned<>(value(response.getItem(), type), response.getETag()))
          : Optional.empty();
    } catch (CosmosException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** False when the item has another version by now, or is gone. */
  boolean replace(PartitionKey key, String id, Object item, String etag) {
    try {
      CosmosItemRequestOptions options = new CosmosItemRequestOptions().setIfMatchETag(etag);
      call(() -> container.replaceItem(tree(item), id, key, options).block());
      return true;
    } catch (CosmosException e) {
      if (e.getStatusCode() == PRECONDITION_FAILED || e.getStatusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** False when the condition does not hold, or the item is gone. */
  boolean patch(PartitionKey key, String id, CosmosPatchOperations change, String condition) {
    try {
      CosmosPatchItemRequestOptions options =
          new CosmosPatchItemRequestOptions().setFilterPredicate("FROM c WHERE " + condition);
      call(() -> container.patchItem(id, key, change, options, JsonNode.class).block());
      return true;
    } catch (CosmosException e) {
      if (e.getStatusCode() == PRECONDITION_FAILED || e.getStatusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** The item as it is after the change, whoever else changes it; empty when there is none. */
  <T> Optional<Versioned<T>> patch(
      PartitionKey key, String id, CosmosPatchOperations change, Class<T> type) {
    try {
      CosmosPatchItemRequestOptions options = new CosmosPatchItemRequestOptions();
      options.setContentResponseOnWriteEnabled(true);
      CosmosItemResponse<JsonNode> response =
          Objects.requireNonNull(
              call(() -> container.patchItem(id, key, change, options, JsonNode.class).block()));
      return Optional.of(new Versioned<>(value(response.getItem(), type), response.getETag()));
    } catch (CosmosException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads, changes and writes back, again when somebody else was quicker. */
  <T> Optional<T> update(PartitionKey key, String id, Class<T> type, UnaryOperator<T> change) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<T>> read = read(key, id, type);
      if (read.isEmpty()) {
        return Optional.empty();
      }
      T before = read.get().value();
      T after = change.apply(before);
      if (after.equals(before) || replace(key, id, after, read.get().etag())) {
        return Optional.of(after);
      }
    }
    throw new Unavailable("an item that many change at once", Duration.ofSeconds(1), null);
  }

  /** True when it was there. */
  boolean delete(PartitionKey key, String id) {
    try {
      call(() -> container.deleteItem(id, key, new CosmosItemRequestOptions()).block());
      return true;
    } catch (CosmosException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** At most {@code size} rows, from {@code continuation} on. */
  <T> Page<T> page(
      SqlQuerySpec query,
      CosmosQueryRequestOptions options,
      Class<T> type,
      int size,
      @Nullable String continuation) {
    return rows(query, options, row -> value(row, type), size, continuation);
  }

  /** The same, each row with its version; the query must select whole items. */
  <T> Page<Versioned<T>> versions(
      SqlQuerySpec query,
      CosmosQueryRequestOptions options,
      Class<T> type,
      int size,
      @Nullable String continuation) {
    return rows(
        query,
        options,
        row -> new Versioned<>(value(row, type), row.path("_etag").asText()),
        size,
        continuation);
  }

  private <T> Page<T> rows(
      SqlQuerySpec query,
      CosmosQueryRequestOptions options,
      Function<JsonNode, T> reader,
      int size,
      @Nullable String continuation) {
    // The blocking iterable would read on to the last page in the background.
    FeedResponse<JsonNode> page =
        call(
            () ->
                container
                    .queryItems(query, options, JsonNode.class)
                    .byPage(continuation, size)
                    .take(1, true)
                    .blockFirst());
    if (page == null) {
      return new Page<>(List.of(), null);
    }
    List<T> items = new ArrayList<>();
    page.getResults().forEach(row -> items.add(reader.apply(row)));
    return new Page<>(List.copyOf(items), page.getContinuationToken());
  }

  /** False, with nothing written, when a condition of one of the writes did not hold. */
  boolean commit(CosmosBatch batch) {
    CosmosBatchResponse response =
        Objects.requireNonNull(call(() -> container.executeCosmosBatch(batch).block()));
    int status = response.getStatusCode();
    if (response.isSuccessStatusCode()) {
      return true;
    }
    if (status == NOT_FOUND || status == CONFLICT || status == PRECONDITION_FAILED) {
      return false;
    }
    // The SDK throws for none of these.
    if (isTransient(status)) {
      throw new Unavailable("the database", Duration.ofSeconds(1), null);
    }
    throw new IllegalStateException("a batch of writes was refused with status " + status);
  }

  /** What the SDK gave up on after its own retries, but may work a little later. */
  private static <R extends @Nullable Object> R call(Supplier<R> request) {
    try {
      return request.get();
    } catch (CosmosException e) {
      if (isTransient(e.getStatusCode())) {
        // Below zero where the answer does not say.
        Duration wait = e.getRetryAfterDuration();
        throw new Unavailable("the database", wait.isPositive() ? wait : Duration.ofSeconds(1), e);
      }
      throw e;
    } catch (AzureException e) {
      // No token, most likely.
      throw new Unavailable("the database", Duration.ofSeconds(5), e);
    }
  }

  private static boolean isTransient(int status) {
    return status == TOO_MANY_REQUESTS
        || status == REQUEST_TIMEOUT
        || status == RETRY_WITH
        || status == GONE
        || status >= 500
        || status == 0;
  }

  static JsonNode tree(Object item) {
    return Json.MAPPER.valueToTree(item);
  }

  private static boolean isOf(JsonNode item, Class<?> type) {
    ItemType declared = type.getAnnotation(ItemType.class);
    return declared == null || declared.value().equals(item.path("type").asText());
  }

  private static <T> T value(JsonNode node, Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      // Without the cause: Jackson quotes the item, and items are personal.
      throw new IllegalStateException(
          "a stored item is not a " + type.getSimpleName() + " at " + e.getLocation());
    }
  }
}
