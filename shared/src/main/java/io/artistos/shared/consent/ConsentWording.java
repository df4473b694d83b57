package io.artistos.shared.consent;

import java.util.Arrays;
import java.util.Optional;

/**
 * The words that a fan agrees to, by version. The version is kept with the fan as evidence, so a
 * wording that was ever shown stays here unchanged; a change of one word is a new constant.
 */
public enum ConsentWording {
  EN_2026_11(
      "2026-11.en",
      "Yes, send me mail about %s’s music and shows. I can leave again with one click.",
      "When you sign up we look up the city, region and country of your connection and keep those. "
          + "Your IP address itself is never kept.");

  /** What new forms show. */
  public static final ConsentWording CURRENT = EN_2026_11;

  private final String version;
  private final String agreement;
  private final String locationNotice;

  ConsentWording(String version, String agreement, String locationNotice) {
    this.version = version;
    this.agreement = agreement;
    this.locationNotice = locationNotice;
  }

  /** The wording of a version; empty when no form of ours ever showed it. */
  public static Optional<ConsentWording> of(String version) {
    return Arrays.stream(values()).filter(w -> w.version.equals(version)).findFirst();
  }

  public String version() {
    return version;
  }

  /** BCP 47. */
  public String language() {
    return version.substring(version.indexOf('.') + 1);
  }

  /** What stands beside the box that the fan ticks. */
  public String agreement(String artistName) {
    return agreement.formatted(artistName);
  }

  /** What the fan is told about location data before signing up. */
  public String locationNotice() {
    return locationNotice;
  }
}
