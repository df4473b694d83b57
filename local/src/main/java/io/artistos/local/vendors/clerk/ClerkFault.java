package io.artistos.local.vendors.clerk;

/** What can go wrong with Clerk on demand. */
public enum ClerkFault {
  /** The JWKS is answered with 500. */
  JWKS_ERROR,
  /** The JWKS takes as long as is set. */
  JWKS_SLOW,
  /** The backend API answers 500 and does nothing. */
  API_ERROR,
  /** An event is sent twice, with the same id. Asked per event. */
  DUPLICATE_WEBHOOKS,
  /** An event is sent a second late, so that what follows overtakes it. Asked per event. */
  REORDER_WEBHOOKS
}
