package io.artistos.shared.pages;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes pages and their versions, afresh. Thread-safe. */
final class PageStore {

  /** More versions than this are kept, and not listed. */
  private static final int MOST_LISTED = 100;

  private final Database database;

  PageStore(Database database) {
    this.database = database;
  }

  TenantItems of(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }

  /**
   * One read.
   *
   * @throws NotFound when the artist has no such page
   */
  Versioned<FanPage> page(TenantId tenant, String id) {
    return Optional.of(id)
        .filter(RequestIds::isOne)
        .flatMap(known -> of(tenant).read(known, FanPage.class))
        .orElseThrow(() -> new NotFound("fan page"));
  }

  /**
   * The page in the version that the caller saw.
   *
   * @throws Outdated when {@code If-Match} names another version
   */
  Versioned<FanPage> pageToChange(TenantId tenant, String id, Call call) {
    Versioned<FanPage> read = page(tenant, id);
    if (call.ifMatch().filter(tag -> !tag.equals(read.etag())).isPresent()) {
      throw new Outdated();
    }
    return read;
  }

  /**
   * One read.
   *
   * @throws NotFound when the artist has no such version
   */
  PageVersion version(TenantId tenant, String id) {
    return Optional.of(id)
        .filter(PageVersion::isId)
        .flatMap(known -> find(tenant, known))
        .orElseThrow(() -> new NotFound("version"));
  }

  /** The same; empty when there is none. */
  Optional<PageVersion> find(TenantId tenant, String id) {
    return of(tenant).read(id, PageVersion.class).map(Versioned::value);
  }

  /** The latest first; two queries. */
  List<PageVersion> versions(TenantId tenant, String id) {
    return of(tenant)
        .query(
            "c.type = 'pageVersion' AND c.pageId = @page",
            "c.createdAt DESC",
            Map.of("@page", id),
            PageVersion.class,
            MOST_LISTED,
            null)
        .items();
  }
}
