package io.artistos.shared.http;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.tenancy.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What part of a list is asked for.
 *
 * @param size 1 to 200
 * @param cursor from {@link Slice#next}
 */
public record PageRequest(int size, Optional<String> cursor) {

  /** Unless said otherwise. */
  public static final int DEFAULT_SIZE = 50;

  /** The largest page. */
  public static final int MOST = 200;

  /**
   * From {@code limit} and {@code cursor} of the address.
   *
   * @throws InvalidInput when {@code limit} is no number from 1 to 200
   */
  public static PageRequest read(Call call) {
    Optional<String> limit = call.query("limit");
    if (limit.isPresent() && !limit.get().matches("[1-9][0-9]{0,2}")) {
      throw badLimit();
    }
    int size = limit.map(Integer::parseInt).orElse(DEFAULT_SIZE);
    if (size > MOST) {
      throw badLimit();
    }
    return new PageRequest(size, call.query("cursor"));
  }

  /**
   * Where the database goes on; null at the beginning.
   *
   * @param query that the cursor was made for
   * @throws InvalidInput when the cursor is not ours or was made for another tenant or query
   */
  public @Nullable String continuation(SealedCursors cursors, TenantId tenant, String query) {
    try {
      return cursor.isEmpty() ? null : cursors.open(tenant, query, cursor.get());
    } catch (InvalidToken e) {
      throw new InvalidInput("cursor", "invalid", "Use the cursor of the page before, as it came.");
    }
  }

  private static InvalidInput badLimit() {
    return new InvalidInput("limit", "invalid", "A number from 1 to " + MOST + ".");
  }
}
