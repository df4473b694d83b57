package io.artistos.shared.identity;

/** The kinds of callers that an HTTP function can be open to. More come with sign-in. */
public enum Caller {
  /** Anybody: a fan's browser, a search engine. */
  PUBLIC,
  /** Whoever holds a link that we signed, for one purpose and one fan. */
  SIGNED_LINK,
  /** A vendor, who signs what it posts; the function checks the signature before anything else. */
  WEBHOOK,
  /** A browser that comes back from another service with a state that we gave out, for one use. */
  OAUTH_STATE,
  /** Whoever runs the platform, by function key; until sign-in exists, for every artist account. */
  OPERATOR
}
