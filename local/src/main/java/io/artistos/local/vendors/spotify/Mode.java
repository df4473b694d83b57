package io.artistos.local.vendors.spotify;

/** How much of the Web API an app is given (contracts, 2.3). */
public enum Mode {
  /** Every new app: no followers, no popularity, small pages. */
  DEVELOPMENT,
  /** Apps with extended quota: everything. */
  EXTENDED
}
