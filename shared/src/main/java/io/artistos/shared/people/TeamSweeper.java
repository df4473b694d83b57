package io.artistos.shared.people;

import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Settles the lists that stayed behind, and removes what an onboarding left that broke off.
 * Thread-safe.
 */
public final class TeamSweeper {

  /** Longer than whoever changed a team takes to settle it. */
  static final Duration LATE = Duration.ofMinutes(1);

  private static final int MOST = 500;

  private final Database database;
  private final Listings listings;
  private final ArtistOnboarding onboarding;
  private final Clock clock;

  public TeamSweeper(
      Database database, Listings listings, ArtistOnboarding onboarding, Clock clock) {
    this.database = database;
    this.listings = listings;
    this.onboarding = onboarding;
    this.clock = clock;
  }

  /**
   * A query over all tenants, and what {@link Listings#settle} costs for each team.
   *
   * @return how many teams were settled or removed
   */
  public int sweep() {
    Instant late = clock.instant().minus(LATE);
    return CrossTenantSweep.each(
        database.sweep().teamsDueBefore(late, MOST),
        "settling a team",
        ref -> listings.settle(ref.tenantId()) || onboarding.clearAway(ref.tenantId()));
  }
}
