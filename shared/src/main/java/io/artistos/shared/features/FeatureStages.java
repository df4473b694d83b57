package io.artistos.shared.features;

import io.artistos.shared.cosmos.ItemType;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stages of all features that somebody changed, as stored in {@code directory}.
 *
 * @param stages by the feature's name; names that are not known any more do no harm
 */
@ItemType(FeatureStages.ID)
record FeatureStages(String id, String type, int schema, Map<String, Stage> stages) {

  /** The only one. */
  static final String ID = "features";

  static final FeatureStages NONE = new FeatureStages(ID, ID, 1, Map.of());

  FeatureStages {
    stages = Map.copyOf(stages);
  }

  Stage of(Feature feature) {
    return stages.getOrDefault(feature.word(), feature.initial());
  }

  FeatureStages with(Feature feature, Stage stage) {
    Map<String, Stage> changed = new TreeMap<>(stages);
    changed.put(feature.word(), stage);
    return new FeatureStages(id, type, schema, changed);
  }
}
