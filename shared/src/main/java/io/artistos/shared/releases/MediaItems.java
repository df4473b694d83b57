package io.artistos.shared.releases;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes what is known of media. Thread-safe. */
final class MediaItems {

  private final Database database;

  MediaItems(Database database) {
    this.database = database;
  }

  /**
   * One request.
   *
   * @throws NotFound when the release has no such media, or it is being deleted
   */
  Versioned<Media> get(TenantId tenant, String release, String id) {
    return read(tenant, release, id).orElseThrow(() -> new NotFound("media"));
  }

  /** The same; empty when there is none. */
  Optional<Media> find(TenantId tenant, String release, String id) {
    return read(tenant, release, id).map(Versioned::value);
  }

  private Optional<Versioned<Media>> read(TenantId tenant, String release, String id) {
    return Optional.of(id)
        .filter(RequestIds::isOne)
        .flatMap(known -> of(tenant).read(known, Media.class))
        .filter(read -> read.value().releaseId().equals(release))
        .filter(read -> read.value().state() != Media.State.DELETING);
  }

  /** Those of a release that are not being deleted, the oldest first; two queries. */
  List<Media> list(TenantId tenant, String release, int most) {
    return of(tenant)
        .query(
            "c.type = 'media' AND c.releaseId = @release AND c.state != 'deleting'",
            "c.createdAt ASC",
            Map.of("@release", release),
            Media.class,
            most,
            null)
        .items();
  }

  TenantItems of(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }
}
