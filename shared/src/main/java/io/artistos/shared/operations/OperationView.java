package io.artistos.shared.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operation, as its caller sees it.
 *
 * @param status {@code pending}, {@code running}, {@code succeeded} or {@code failed}
 * @param result where to find what came of it
 * @param problem why it failed: a short code
 */
public record OperationView(
    String id,
    String kind,
    Operation.State status,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable String result,
    @Nullable String problem) {

  static OperationView of(Operation operation) {
    return new OperationView(
        operation.id(),
        operation.kind(),
        operation.state(),
        operation.createdAt(),
        operation.finishedAt(),
        operation.result(),
        operation.problem());
  }
}
