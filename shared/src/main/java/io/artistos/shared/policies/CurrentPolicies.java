package io.artistos.shared.policies;

/** The versions that count now. */
public final class CurrentPolicies {

  public static final String TERMS = "2026-01";
  public static final String PRIVACY_POLICY = "2026-01";

  private CurrentPolicies() {}
}
