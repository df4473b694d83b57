package io.artistos.shared.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who did something, for the audit log: an id, never a name or an address.
 *
 * @param id of the person, the key; of the system, the function's name
 */
public record Actor(Kind kind, String id) {

  /** What kind of actor it is. */
  public enum Kind {
    @JsonProperty("member")
    MEMBER,
    @JsonProperty("key")
    KEY,
    @JsonProperty("staff")
    STAFF,
    /** Signed in, but no member of the account. */
    @JsonProperty("person")
    PERSON,
    /** Somebody of the platform in a member's name, whose id it is. */
    @JsonProperty("impersonator")
    IMPERSONATOR,
    @JsonProperty("system")
    SYSTEM
  }

  /** The platform itself, by what it does. */
  public static Actor system(String what) {
    return new Actor(Kind.SYSTEM, what);
  }
}
