package io.artistos.shared.privacy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantContents;
import io.artistos.shared.cosmos.TenantContents.Deleted;
import io.artistos.shared.tenancy.TenantId;
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

  /** All containers, in the order in which the purge goes through them. */
  static Stream<PurgeStore> containers(Database database) {
    // The directory last: until then a page says that it is gone, not that it never was.
    return Stream.concat(
            Stream.of(Containers.values()).filter(container -> container != Containers.DIRECTORY),
            Stream.of(Containers.DIRECTORY))
        .map(container -> new Container(database, container));
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
