package io.artistos.shared.people;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;

/** Who lists an artist account, for its purge: an account's people are found by it. Thread-safe. */
public final class Memberships {

  private final Database database;

  public Memberships(Database database) {
    this.database = database;
  }

  /** How many people list the account; one query. */
  public long count(TenantId tenant) {
    return database.directory().countNaming(tenant);
  }

  /**
   * Takes the account off people's lists. A query, then a read and a write for each.
   *
   * @return how many lists it was taken off; fewer than {@code most} when there are no others
   */
  public int removeSome(TenantId tenant, int most) {
    List<String> ids = database.directory().idsNaming(tenant, most);
    ids.forEach(
        id -> database.directory().update(id, Person.class, person -> person.listed(tenant, null)));
    return ids.size();
  }
}
