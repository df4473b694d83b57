package io.artistos.shared.team;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.tenancy.TenantId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where teams are read and changed; the rules that hold for every change. Thread-safe. */
public final class Teams {

  private final Database database;

  public Teams(Database database) {
    this.database = database;
  }

  /** As it is now: one read. */
  public Optional<Team> find(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .read(Team.ID, Team.class)
        .map(Versioned::value);
  }

  /**
   * Changes the team: a read and a write, again when somebody else was quicker; one read when
   * {@code change} returns what it was given.
   *
   * @return the team as it is now
   * @throws NotAllowedNow {@code last-owner} when nobody would own the account; nothing was changed
   * @throws NotFound when there is no such account
   */
  public Team change(TenantId tenant, UnaryOperator<Team> change) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .update(Team.ID, Team.class, team -> checked(change.apply(team)))
        .orElseThrow(() -> new NotFound("artist account"));
  }

  private static Team checked(Team team) {
    if (team.owners() == 0) {
      throw new NotAllowedNow("last-owner", "An artist account has at least one owner.");
    }
    return team;
  }
}
