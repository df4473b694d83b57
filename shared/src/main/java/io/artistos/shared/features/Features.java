package io.artistos.shared.features;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Which features are on for whom. The stages of all of them are one item, kept in memory for 30
 * seconds: as long as an instance may go on after another one changed them. What an account has
 * switched on comes with the caller, who was let in by reading it; so a check costs no request but
 * that one read in 30 seconds. Thread-safe.
 */
public final class Features {

  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Database database;
  private final TimedCache<String, FeatureStages> cache;

  public Features(Database database, Clock clock) {
    this.database = database;
    this.cache = new TimedCache<>(clock, KEPT, 1);
  }

  /** Whether it is on for the account that the call is for. */
  public boolean isOn(Feature feature, Visitor visitor) {
    return isOn(feature, visitor.features());
  }

  /**
   * The same by name, for what a function declares.
   *
   * @throws NotFound when it is not on: there is no such thing for this account
   * @throws IllegalStateException when there is no feature of this name
   */
  public void require(String name, Visitor visitor) {
    Feature feature =
        Feature.find(name).orElseThrow(() -> new IllegalStateException("no feature " + name));
    if (!isOn(feature, visitor)) {
      throw new NotFound("feature");
    }
  }

  boolean isOn(Feature feature, Set<String> switchedOn) {
    return switch (stage(feature)) {
      case OFF -> false;
      case PRIVATE_BETA, PUBLIC_BETA -> switchedOn.contains(feature.word());
      case ALL -> true;
    };
  }

  Stage stage(Feature feature) {
    return cache.get(FeatureStages.ID, this::read).of(feature);
  }

  /** Forgets what is kept, which was changed. */
  void forget() {
    cache.forget(FeatureStages.ID);
  }

  private FeatureStages read(String id) {
    return database
        .directory()
        .read(id, FeatureStages.class)
        .map(Versioned::value)
        .orElse(FeatureStages.NONE);
  }
}
