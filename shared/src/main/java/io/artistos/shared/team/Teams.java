package io.artistos.shared.team;

import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;

/** Where teams are read and changed; the rules that hold for every change. Thread-safe. */
public final class Teams {

  private static final Logger LOG = Logger.getLogger(Teams.class.getName());

  private static final int TRIES = 5;

  private final Database database;

  public Teams(Database database) {
    this.database = database;
  }

  /** What is written together with a change of the team. */
  @FunctionalInterface
  public interface Together {

    /**
     * Called again with the team as it is by then, when somebody else was quicker.
     *
     * @param writes what else is to be written, in the same partition
     * @return the team after it, changed or not; empty when nothing is to be written
     */
    Optional<Team> apply(Team team, AtomicWrites writes);
  }

  /** As it is now: one read. */
  public Optional<Team> find(TenantId tenant) {
    return read(tenant).map(Versioned::value);
  }

  /** The same with its version. */
  public Optional<Versioned<Team>> read(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS).read(Team.ID, Team.class);
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

  /**
   * Changes the team and other items of the account in one write, which holds only if nobody
   * changed the team meanwhile: a read and a batch, again when somebody was quicker. Even where the
   * team stays as it is, what was decided by it is true when it is written.
   *
   * @return the team as it is now
   * @throws NotAllowedNow {@code last-owner} when nobody would own the account; nothing was changed
   * @throws NotFound when there is no such account
   * @throws Unavailable when others were quicker every time
   */
  public Team changeTogether(TenantId tenant, Together change) {
    for (int i = 0; i < TRIES; i++) {
      Versioned<Team> read = read(tenant).orElseThrow(() -> new NotFound("artist account"));
      AtomicWrites writes = database.tenant(tenant, Containers.ACCOUNTS).together();
      Optional<Team> after = change.apply(read.value(), writes).map(Teams::checked);
      if (after.isEmpty()) {
        return read.value();
      }
      if (writes.replace(Team.ID, after.get(), read.etag()).commit()) {
        return after.get();
      }
    }
    throw new Unavailable("a team that many change at once", Duration.ofSeconds(1), null);
  }

  /**
   * Writes down that a key was used, the first time on a day: at most one request. What cannot be
   * written is left to the next call; the key works all the same.
   *
   * @param read the team as the call read it
   */
  public void noteUse(Versioned<Team> read, String keyId, LocalDate today) {
    ApiKey key = read.value().keys().get(keyId);
    if (key == null || today.equals(key.lastUsedOn())) {
      return;
    }
    Team team = read.value();
    try {
      database
          .tenant(team.tenantId(), Containers.ACCOUNTS)
          .replace(Team.ID, team.with(keyId, key.usedOn(today)), read.etag());
    } catch (Unavailable e) {
      LOG.fine("the use of a key was not written down; tenant=" + team.tenantId());
    }
  }

  static Team checked(Team team) {
    if (team.owners() == 0) {
      throw new NotAllowedNow("last-owner", "An artist account has at least one owner.");
    }
    return team;
  }
}
