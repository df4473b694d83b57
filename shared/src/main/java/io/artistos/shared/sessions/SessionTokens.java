package io.artistos.shared.sessions;

import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.identity.Session;
import io.artistos.shared.text.Base64Url;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Clerk's session tokens, version 2 (contracts, sections 3.1 and 3.2), without a request
 * of its own where the signing key is known. Only RS256 under a key of {@link SigningKeys} is
 * trusted; a key that a token brings or points to is not looked at. Thread-safe.
 */
public final class SessionTokens {

  /** Of the token's text; a session token has about 1,000, what proxies let through is 8 KB. */
  private static final String REFUSED = "The session token is not valid, or not any more.";

  private static final int MOST_CHARACTERS = 8_192;

  private static final int SEGMENTS = 3;

  /** How far Clerk's clock may be from ours, both ways. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** Session tokens live 60 s; what lives much longer was made for something else. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

  private static final Long VERSION = 2L;
  private static final Pattern USER_ID = Pattern.compile("user_[A-Za-z0-9]{1,64}");
  private static final Pattern SESSION_ID = Pattern.compile("sess_[A-Za-z0-9]{1,64}");

  private static final AlgorithmConstraints RS256_ONLY =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

  private final SigningKeys keys;
  private final String issuer;
  private final Set<String> authorizedParties;
  private final Clock clock;

  /**
   * @param issuer of this Clerk instance, to the letter: {@code https://clerk.example.com}
   * @param authorizedParties the origins that may ask Clerk for tokens
   */
  public SessionTokens(
      SigningKeys keys, String issuer, Set<String> authorizedParties, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.authorizedParties = Set.copyOf(authorizedParties);
    this.clock = clock;
  }

  /**
   * The session that {@code token} proves.
   *
   * @param token as it stood in the header or cookie, from anybody
   * @throws Unauthenticated when it is not a session token of ours that is valid now; always with
   *     the same words
   * @throws Unavailable when the signing keys cannot be fetched and none are known
   */
  public Session verify(String token) {
    Map<String, Object> claims = claims(token);
    Instant expiresAt = checkedTimes(claims);
    boolean ours =
        issuer.equals(claims.get("iss"))
            && VERSION.equals(claims.get("v"))
            && isAuthorizedParty(claims)
            && isActive(claims);
    if (!ours) {
      throw refused();
    }
    return new Session(
        id(claims.get("sub"), USER_ID),
        id(claims.get("sid"), SESSION_ID),
        hasSecondFactor(claims.get("fva")),
        Boolean.TRUE.equals(claims.get("staff")),
        claims.containsKey("act"),
        expiresAt);
  }

  /** What the token claims, read only once its signature is found good. */
  private Map<String, Object> claims(String token) {
    if (!isWellFormed(token)) {
      throw refused();
    }
    JsonWebSignature signature = parsed(token);
    String keyId = keyId(signature);
    PublicKey key = keys.find(keyId).orElseThrow(SessionTokens::refused);
    try {
      signature.setKey(key);
      return JwtClaims.parse(signature.getPayload()).getClaimsMap();
    } catch (JoseException | InvalidJwtException e) {
      // Without the cause, which quotes the token.
      throw refused();
    }
  }

  /** One text for each token: no padding, no bits left over, nothing that a decoder skips. */
  private static boolean isWellFormed(String token) {
    if (token.length() > MOST_CHARACTERS) {
      return false;
    }
    String[] segments = token.split("\\.", -1);
    if (segments.length != SEGMENTS) {
      return false;
    }
    try {
      for (String segment : segments) {
        if (Base64Url.decode(segment).length == 0) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static JsonWebSignature parsed(String token) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(RS256_ONLY);
      signature.setCompactSerialization(token);
      return signature;
    } catch (JoseException | RuntimeException e) {
      // The parser meets whatever anybody sends, and says so in more than one way.
      throw refused();
    }
  }

  /** The key's id, where the header is one of a session token. */
  private static String keyId(JsonWebSignature signature) {
    Object type = signature.getObjectHeader(HeaderParameterNames.TYPE);
    boolean plain =
        AlgorithmIdentifiers.RSA_USING_SHA256.equals(
                signature.getObjectHeader(HeaderParameterNames.ALGORITHM))
            // Clerk signs other kinds of tokens with the same key.
            && (type == null || type.equals("JWT"))
            && signature.getObjectHeader(HeaderParameterNames.CRITICAL) == null;
    if (plain && signature.getObjectHeader(HeaderParameterNames.KEY_ID) instanceof String id) {
      return id;
    }
    throw refused();
  }

  /** When the token ends, if it is valid now (RFC 7519, sections 4.1.4 to 4.1.6). */
  private Instant checkedTimes(Map<String, Object> claims) {
    long expires = seconds(claims.get("exp"));
    long notBefore = seconds(claims.get("nbf"));
    long issued = seconds(claims.get("iat"));
    long now = clock.instant().getEpochSecond();
    boolean valid =
        now - SKEW.toSeconds() < expires
            && notBefore <= now + SKEW.toSeconds()
            && issued <= now + SKEW.toSeconds()
            // No overflow: neither is negative.
            && expires - issued <= LONGEST_LIFE.toSeconds();
    if (!valid) {
      // Its signature is good: a browser that slept sends its last token once more.
      throw Unauthenticated.innocent(REFUSED);
    }
    return Instant.ofEpochSecond(expires);
  }

  private static long seconds(@Nullable Object time) {
    if (time instanceof Long seconds && seconds >= 0) {
      return seconds;
    }
    throw refused();
  }

  /** Clerk leaves the claim out when the token was asked for without an Origin header. */
  private boolean isAuthorizedParty(Map<String, Object> claims) {
    return !claims.containsKey("azp")
        || (claims.get("azp") instanceof String party && authorizedParties.contains(party));
  }

  /** A pending session has a task open, such as setting up a second factor: nobody is signed in. */
  private static boolean isActive(Map<String, Object> claims) {
    return !claims.containsKey("sts") || "active".equals(claims.get("sts"));
  }

  /** Of two ages in minutes, the second factor's is -1 until it was passed. */
  private static boolean hasSecondFactor(@Nullable Object factorAges) {
    return factorAges instanceof List<?> ages
        && ages.size() == 2
        && ages.get(0) instanceof Long
        && ages.get(1) instanceof Long second
        && second >= 0;
  }

  private static String id(@Nullable Object claim, Pattern form) {
    if (claim instanceof String id && form.matcher(id).matches()) {
      return id;
    }
    throw refused();
  }

  private static Unauthenticated refused() {
    return new Unauthenticated(REFUSED);
  }
}
