package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantContents;
import io.artistos.shared.cosmos.TenantContents.Deleted;
import io.artistos.shared.people.Memberships;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One place that keeps tenants' data, as the purge sees it. Deleting twice is deleting once. */
interface PurgeStore {

  /** Stands in records and receipts. */
  String name();

  /** How much the tenant has there. */
  long count(TenantId tenant);

  /**
   * @param most up to {@link TenantContents#MOST_AT_ONCE}
   */
  Deleted deleteSome(TenantId tenant, int most);

  /** All of them, in the order in which the purge goes through them. */
  static List<PurgeStore> all(Database database, TenantBlobs blobs) {
    // The directory last: until then a page says that it is gone, not that it never was.
    Stream<Containers> containers =
        Stream.concat(
            Stream.of(Containers.values()).filter(container -> container != Containers.DIRECTORY),
            Stream.of(Containers.DIRECTORY));
    return Stream.<PurgeStore>concat(
            Stream.of(new Blobs(blobs)),
            containers.flatMap(
                container ->
                    container == Containers.DIRECTORY
                        ? Stream.of(
                            new Lists(new Memberships(database)),
                            new Container(database, container))
                        : Stream.of(new Container(database, container))))
        .toList();
  }

  /** The lists of the people who worked on the account. */
  record Lists(Memberships memberships) implements PurgeStore {

    /** Two requests for each. */
    private static final int MOST = 100;

    @Override
    public String name() {
      return "memberships";
    }

    @Override
    public long count(TenantId tenant) {
      return memberships.count(tenant);
    }

    @Override
    public Deleted deleteSome(TenantId tenant, int most) {
      int asked = Math.min(most, MOST);
      int removed = memberships.removeSome(tenant, asked);
      return new Deleted(removed, removed == asked);
    }
  }

  /** The tenant's files, in a blob container of their own. */
  record Blobs(TenantBlobs blobs) implements PurgeStore {

    /** A request for each: fewer than items, which go by the hundred. */
    private static final int MOST = 100;

    @Override
    public String name() {
      return "blobs";
    }

    @Override
    public long count(TenantId tenant) {
      return blobs.count(tenant);
    }

    @Override
    public Deleted deleteSome(TenantId tenant, int most) {
      TenantBlobs.Swept swept = blobs.deleteSome(tenant, Math.min(most, MOST));
      return new Deleted(swept.deleted(), !swept.gone());
    }
  }

  /** A container; of {@code accounts} the account itself stays, it goes when all else is gone. */
  record Container(Database database, Containers container) implements PurgeStore {

    @Override
    public String name() {
      return container.id();
    }

    @Override
    public long count(TenantId tenant) {
      return database.contents(tenant, container).count();
    }

    @Override
    public Deleted deleteSome(TenantId tenant, int most) {
      Set<String> spared = container == Containers.ACCOUNTS ? Set.of(Account.ID) : Set.of();
      return database.contents(tenant, container).deleteSome(most, spared);
    }
  }
}
