package io.artistos.shared.planner;

/** How we show the model's endpoint who we are. */
@FunctionalInterface
public interface ModelAuthorization {

  /**
   * The token behind {@code Authorization: Bearer}: an API key, or one of the managed identity's.
   * May ask over the network.
   *
   * @throws RuntimeException when there is none; the plan then comes from the playbook
   */
  String bearer();
}
