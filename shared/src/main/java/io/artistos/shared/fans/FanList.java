package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;
import java.util.Optional;

/** An artist's fans, the latest sign-up first. Thread-safe. */
public final class FanList {

  private static final String QUERY = "fans by sign-up, latest first: ";
  private static final int MOST_BYTES = 8_192;
  private static final int MOST_CURSOR = 4_096;

  private final Fans fans;
  private final SealedCursors cursors;

  public FanList(Database database, SealedCursors cursors) {
    this.fans = new Fans(database);
    this.cursors = cursors;
  }

  /**
   * What is looked for, from a body: the members of {@link FanFilter}, {@code email} (the beginning
   * of an address, which must not stand in an address of ours), {@code limit} and {@code cursor}.
   */
  public record Search(FanFilter filter, Optional<String> email, PageRequest page) {

    /**
     * @throws MalformedRequest when the body cannot be read
     * @throws InvalidInput when a member is not in order
     */
    public static Search read(Call call) {
      Fields fields = Fields.read(call, MOST_BYTES);
      FanFilter filter = FanFilter.read(fields);
      Optional<String> email = fields.optional("email", 254);
      Optional<String> cursor = fields.optional("cursor", MOST_CURSOR);
      int size =
          fields
              .node("limit")
              .map(node -> node.isInt() ? node.intValue() : 0)
              .orElse(PageRequest.DEFAULT_SIZE);
      if (size < 1 || size > PageRequest.MOST) {
        fields.reject("limit", "invalid", "A number from 1 to " + PageRequest.MOST + ".");
      }
      fields.check();
      return new Search(filter, email, new PageRequest(size, cursor));
    }

    /** Personal: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "Search";
    }
  }

  /**
   * Two queries, however long the list is: the SDK reads one page ahead. A plan more the first
   * time.
   *
   * @throws InvalidInput when the cursor is not ours or was made for another tenant or filter
   */
  public Slice<FanView> list(TenantId tenant, FanFilter filter, PageRequest request) {
    return list(tenant, filter.where(), request);
  }

  /** The same, of those whose address begins as the search says. */
  public Slice<FanView> search(TenantId tenant, Search search) {
    FanFilter.Where where = search.filter().where();
    return list(tenant, search.email().map(where::withAddress).orElse(where), search.page());
  }

  private Slice<FanView> list(TenantId tenant, FanFilter.Where where, PageRequest request) {
    String query = QUERY + where.name();
    Page<Fan> page =
        fans.of(tenant)
            .query(
                where.condition(),
                "c.signup.at DESC",
                where.parameters(),
                Fan.class,
                request.size(),
                request.continuation(cursors, tenant, query));
    String next =
        page.continuation() == null ? null : cursors.seal(tenant, query, page.continuation());
    return new Slice<>(page.items().stream().map(FanView::of).toList(), next);
  }
}
