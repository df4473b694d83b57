package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made, with the ways in which it is to be wrong.
 *
 * @param user whose newest session that fits is taken, or a new one; null with a session
 * @param session null with a user
 * @param secondFactor whether the user's session used one; a session knows that itself
 * @param age how long ago it was issued; negative is in the future. Tokens live 60 seconds.
 * @param claims in place of those it would have; a null takes one away. Never changed.
 */
public record TokenRequest(
    @Nullable String user,
    @Nullable String session,
    boolean secondFactor,
    Duration age,
    Key key,
    Algorithm algorithm,
    ObjectNode claims) {

  /** What the token is signed with. */
  public enum Key {
    /** The newest key of the JWKS. */
    ACTIVE,
    /** A key that is not in the JWKS, by a key id that is not there either. */
    UNKNOWN,
    /** A key that is not in the JWKS, by the key id of one that is. */
    FORGED
  }

  /** How the token is signed; Clerk knows RS256 only. */
  public enum Algorithm {
    RS256,
    /** By the public key in PEM as if it was a shared secret. */
    HS256,
    /** Not at all. */
    NONE
  }

  public TokenRequest {
    if ((user == null) == (session == null)) {
      throw new IllegalArgumentException("a token is of a user or of a session");
    }
    claims = claims.deepCopy();
  }

  /** A sound token of somebody. */
  public static TokenRequest of(String user, boolean secondFactor) {
    return new TokenRequest(
        user, null, secondFactor, Duration.ZERO, Key.ACTIVE, Algorithm.RS256, none());
  }

  /** A sound token of a session. */
  public static TokenRequest ofSession(String session) {
    return new TokenRequest(
        null, session, false, Duration.ZERO, Key.ACTIVE, Algorithm.RS256, none());
  }

  /** The same, issued so long ago. */
  public TokenRequest aged(Duration since) {
    return new TokenRequest(user, session, secondFactor, since, key, algorithm, claims);
  }

  /** The same, signed with another key. */
  public TokenRequest signedBy(Key other) {
    return new TokenRequest(user, session, secondFactor, age, other, algorithm, claims);
  }

  /** The same, signed in another way. */
  public TokenRequest with(Algorithm other) {
    return new TokenRequest(user, session, secondFactor, age, key, other, claims);
  }

  /** The same with a claim of another value, or without it when that is null. */
  public TokenRequest with(String claim, @Nullable JsonNode value) {
    ObjectNode more = claims.deepCopy();
    more.set(claim, value == null ? JsonNodeFactory.instance.nullNode() : value);
    return new TokenRequest(user, session, secondFactor, age, key, algorithm, more);
  }

  /** The same with a claim that is a text, or without it when that is null. */
  public TokenRequest with(String claim, @Nullable String value) {
    return with(claim, value == null ? null : JsonNodeFactory.instance.textNode(value));
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }
}
