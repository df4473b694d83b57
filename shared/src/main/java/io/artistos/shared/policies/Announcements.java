package io.artistos.shared.policies;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import java.util.List;
import java.util.Optional;

/** Shows how far everybody was told. Thread-safe. */
public final class Announcements {

  /** Some years of them. */
  private static final int MOST = 50;

  private final Database database;
  private final Policies policies;

  public Announcements(Database database, Policies policies) {
    this.database = database;
    this.policies = policies;
  }

  /** The latest versions, the last announced first; one read, and one for each material version. */
  public List<Announcement> latest() {
    return policies
        .readNow()
        .map(Versioned::value)
        .orElseGet(AnnouncedPolicies::none)
        .versions()
        .reversed()
        .stream()
        .limit(MOST)
        .map(version -> Announcement.of(version, round(version).orElse(null)))
        .toList();
  }

  private Optional<PolicyRound> round(PolicyVersion version) {
    return version.material()
        ? database
            .directory()
            .read(PolicyRound.idOf(version), PolicyRound.class)
            .map(Versioned::value)
        : Optional.empty();
  }
}
