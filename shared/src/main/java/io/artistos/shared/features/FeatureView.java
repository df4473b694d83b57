package io.artistos.shared.features;

/**
 * A feature, as an account sees it.
 *
 * @param on whether it is there for this account
 * @param switchable whether the account decides that itself
 */
public record FeatureView(String name, Stage stage, boolean on, boolean switchable) {

  static FeatureView of(Feature feature, Stage stage, boolean on) {
    return new FeatureView(feature.word(), stage, on, stage == Stage.PUBLIC_BETA);
  }
}
