package io.artistos.shared.releases;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and writes releases. Thread-safe. */
public final class Releases {

  /** More contention than this on one release is a fault of ours, not of the callers'. */
  private static final int TRIES = 8;

  private static final int MOST_PLANS = 10;
  private static final String WHAT = "release";

  private final Database database;

  public Releases(Database database) {
    this.database = database;
  }

  /**
   * One request. A release that is being deleted is not there any more.
   *
   * @throws NotFound when there is none
   */
  public Versioned<Release> get(TenantId tenant, String id) {
    return find(tenant, id).orElseThrow(() -> new NotFound(WHAT));
  }

  /** The same, empty when there is none. */
  public Optional<Versioned<Release>> find(TenantId tenant, String id) {
    return Optional.of(id)
        .filter(RequestIds::isOne)
        .flatMap(known -> items(tenant).read(known, Release.class))
        .filter(read -> read.value().status() != Release.Status.DELETING);
  }

  /** One request; does nothing when there is one of this id, or was one. */
  void create(Release release) {
    try {
      items(release.tenantId()).create(release.id(), release, WHAT);
    } catch (AlreadyExists e) {
      // The same request, sent before: its release is the answer.
    }
  }

  /**
   * Reads, changes and writes. Two requests, one when {@code change} returns what it was given.
   *
   * @param ifMatch the version that the caller saw, empty for any
   * @throws NotFound when there is none
   * @throws Outdated when {@code ifMatch} names another version
   */
  void change(TenantId tenant, String id, Optional<String> ifMatch, UnaryOperator<Release> change) {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Release> read = get(tenant, id);
      if (ifMatch.isPresent() && !ifMatch.get().equals(read.etag())) {
        throw new Outdated();
      }
      Release after = change.apply(read.value());
      if (after.equals(read.value()) || items(tenant).replace(id, after, read.etag())) {
        return;
      }
    }
    throw new Unavailable("a release that many change at once", Duration.ofSeconds(1), null);
  }

  /** The latest first; two queries, as the SDK reads one page ahead. */
  Page<Release> list(TenantId tenant, int size, @Nullable String continuation) {
    return items(tenant)
        .query(
            "c.type = 'release' AND c.status != 'deleting'",
            "c.createdAt DESC",
            Map.of(),
            Release.class,
            size,
            continuation);
  }

  TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }

  /** Ends a deletion. A read and a write; nothing to do when another call was quicker. */
  void bury(TenantId tenant, String id) {
    items(tenant)
        .read(id, Release.class)
        .filter(read -> read.value().status() == Release.Status.DELETING)
        .ifPresent(read -> items(tenant).replace(id, DeletedRelease.of(tenant, id), read.etag()));
  }

  /** What was planned for a release goes with it; a query, and a delete for each. */
  void deletePlans(TenantId tenant, String release) {
    items(tenant)
        .select(
            "c.id",
            "c.type = 'plan' AND c.releaseId = @release",
            "c.createdAt ASC",
            Map.of("@release", release),
            Planned.class,
            MOST_PLANS,
            null)
        .items()
        .forEach(plan -> items(tenant).delete(plan.id()));
  }

  private record Planned(String id) {}
}
