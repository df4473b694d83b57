package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Writes and signs session tokens of version 2 (contracts, 3.1). Thread-safe. */
final class SessionTokens {

  /** How long a token lives. */
  static final Duration LIFE = Duration.ofSeconds(60);

  /** A token is good from somewhat before it was issued, for clocks that are late. */
  private static final Duration EARLY = Duration.ofSeconds(10);

  private static final String NONE = "none";
  private static final String MAC = "HmacSHA256";

  private final SigningKeys keys;
  private final Clock clock;
  private final Supplier<String> issuer;

  SessionTokens(SigningKeys keys, Clock clock, Supplier<String> issuer) {
    this.keys = keys;
    this.clock = clock;
    this.issuer = issuer;
  }

  /**
   * A token of the session.
   *
   * @param azp the origin that asked, null when none was said
   * @param asked how it is to differ from a sound one
   */
  String token(
      ClerkStore.Session session, boolean staff, @Nullable String azp, TokenRequest asked) {
    ObjectNode claims = claims(session, staff, azp, clock.instant().minus(asked.age()));
    asked
        .claims()
        .properties()
        .forEach(
            claim -> {
              if (claim.getValue().isNull()) {
                claims.remove(claim.getKey());
              } else {
                claims.set(claim.getKey(), claim.getValue());
              }
            });
    return signed(claims, asked);
  }

  private ObjectNode claims(
      ClerkStore.Session session, boolean staff, @Nullable String azp, Instant at) {
    long iat = at.getEpochSecond();
    long minutes = Math.max(0, (at.toEpochMilli() - session.startedAt()) / 60_000);
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    if (azp != null) {
      claims.put("azp", azp);
    }
    claims.put("exp", iat + LIFE.toSeconds());
    claims.putArray("fva").add(minutes).add(session.secondFactor() ? minutes : -1);
    claims.put("iat", iat).put("iss", issuer.get()).put("jti", Ids.fresh(""));
    claims.put("nbf", iat - EARLY.toSeconds()).put("sid", session.id());
    if (staff) {
      claims.put("staff", true);
    }
    return claims.put("sts", "active").put("sub", session.user()).put("v", 2);
  }

  private String signed(ObjectNode claims, TokenRequest asked) {
    SigningKeys.Key active = keys.active();
    SigningKeys.Key key = asked.key() == TokenRequest.Key.ACTIVE ? active : keys.stranger();
    String kid = asked.key() == TokenRequest.Key.UNKNOWN ? key.id() : active.id();
    TokenRequest.Algorithm algorithm = asked.algorithm();
    String name = algorithm == TokenRequest.Algorithm.NONE ? NONE : algorithm.name();
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", name).put("kid", kid).put("typ", "JWT");
    String content = base64Url(utf8(header.toString())) + "." + base64Url(utf8(claims.toString()));
    byte[] signature =
        switch (algorithm) {
          case RS256 -> rs256(key, content);
          case HS256 -> hs256(key, content);
          case NONE -> new byte[0];
        };
    return content + "." + base64Url(signature);
  }

  private static byte[] rs256(SigningKeys.Key key, String content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.secret());
      signature.update(utf8(content));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a verifier accepts that takes the algorithm from the token. */
  private static byte[] hs256(SigningKeys.Key key, String content) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(utf8(pem(key)), MAC));
      return mac.doFinal(utf8(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key as the dashboard shows it. */
  static String pem(SigningKeys.Key key) {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.open().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
