package io.artistos.shared.identity;

/** Who may call a function. */
public enum Caller {
  /** Anybody: a fan's browser, a search engine. */
  PUBLIC,
  /** Whoever holds a link that we signed, for one purpose and one fan. */
  SIGNED_LINK,
  /** A vendor, who signs what it posts; the function checks the signature before anything else. */
  WEBHOOK,
  /** A browser that comes back from another service with a state that we gave out, for one use. */
  OAUTH_STATE,
  /** Somebody who is signed in, whoever it is, for no artist account. */
  PERSON,
  /**
   * A member of the artist account who has the permission, an API key of it with the scope of the
   * same name, or staff that was let in.
   */
  MEMBER,
  /** The platform's staff, signed in with a second factor. */
  STAFF
}
