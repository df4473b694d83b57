package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An artist's fans, the latest sign-up first. Thread-safe. */
public final class FanList {

  private static final int DEFAULT_SIZE = 50;
  private static final int MOST = 200;
  private static final String QUERY = "fans by sign-up, latest first";

  /**
   * Some of the fans.
   *
   * @param next the cursor of the page after this one, absent at the end
   */
  public record Slice(List<FanView> items, @Nullable String next) {}

  /**
   * What is asked for.
   *
   * @param size 1 to 200
   * @param cursor from {@link Slice#next}
   */
  public record Request(int size, Optional<String> cursor) {

    /**
     * From {@code limit} and {@code cursor} of the address.
     *
     * @throws InvalidInput when {@code limit} is no number from 1 to 200
     */
    public static Request read(Call call) {
      Optional<String> limit = call.query("limit");
      if (limit.isPresent() && !limit.get().matches("[1-9][0-9]{0,2}")) {
        throw badLimit();
      }
      int size = limit.map(Integer::parseInt).orElse(DEFAULT_SIZE);
      if (size > MOST) {
        throw badLimit();
      }
      return new Request(size, call.query("cursor"));
    }

    private static InvalidInput badLimit() {
      return new InvalidInput("limit", "invalid", "A number from 1 to " + MOST + ".");
    }
  }

  private final Database database;
  private final SealedCursors cursors;

  public FanList(Database database, SealedCursors cursors) {
    this.database = database;
    this.cursors = cursors;
  }

  /**
   * Two queries, however long the list is: the SDK reads one page ahead. A plan more the first
   * time.
   *
   * @throws InvalidInput when the cursor is not ours or was made for another tenant
   */
  public Slice list(TenantId tenant, Request request) {
    String continuation = request.cursor().map(cursor -> open(tenant, cursor)).orElse(null);
    Page<Fan> page =
        database
            .tenant(tenant, Containers.FANS)
            .query(
                "c.type = 'fan'",
                "c.signup.at DESC",
                Map.of(),
                Fan.class,
                request.size(),
                continuation);
    String next =
        page.continuation() == null ? null : cursors.seal(tenant, QUERY, page.continuation());
    return new Slice(page.items().stream().map(FanView::of).toList(), next);
  }

  private String open(TenantId tenant, String cursor) {
    try {
      return cursors.open(tenant, QUERY, cursor);
    } catch (InvalidToken e) {
      throw new InvalidInput("cursor", "invalid", "Use the cursor of the page before, as it came.");
    }
  }
}
