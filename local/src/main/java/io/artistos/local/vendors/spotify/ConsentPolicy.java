package io.artistos.local.vendors.spotify;

/** What {@code /authorize} does with a request that is in order. */
public enum ConsentPolicy {
  /** Shows the consent page. */
  ASK,
  /** Consents at once for the first account. */
  APPROVE,
  /** Refuses at once, as if Cancel was pressed. */
  DENY
}
