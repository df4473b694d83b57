package io.artistos.functions.boot;

import io.artistos.functions.features.ListFeatureStages;
import io.artistos.functions.features.ListFeatures;
import io.artistos.functions.features.SetFeatureStage;
import io.artistos.functions.features.SwitchFeature;
import io.artistos.functions.features.SwitchFeatureForAccount;
import io.artistos.shared.features.FeatureSwitches;
import java.util.stream.Stream;

/** Features that can be switched. */
final class FeatureFunctions {

  private FeatureFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    FeatureSwitches switches =
        new FeatureSwitches(
            platform.database(),
            platform.features(),
            platform.teams(),
            platform.pages(),
            platform.auditLog());
    return Stream.of(
        new ListFeatures(endpoint, switches),
        new SwitchFeature(endpoint, switches),
        new ListFeatureStages(endpoint, switches),
        new SetFeatureStage(endpoint, switches),
        new SwitchFeatureForAccount(endpoint, switches));
  }
}
