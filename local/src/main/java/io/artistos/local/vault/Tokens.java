package io.artistos.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs and checks the access tokens of the local tenant: JWTs with RS256 and the claims of a
 * version 1.0 token of Microsoft Entra. Thread-safe.
 *
 * <p>Azurite's {@code --oauth basic} (3.37.0, {@code BlobTokenAuthenticator} and {@code
 * QueueTokenAuthenticator}) wants {@code iat}, {@code nbf} and {@code exp} by the machine's clock,
 * an issuer that begins with {@code https://sts.windows.net/}, and {@code
 * https://storage.azure.com} or the account's own address as the audience. It does not check the
 * signature.
 */
final class Tokens {

  /** The tenant that the issuer and the vault's challenge name. */
  static final String TENANT = "5a1f0c52-0000-4000-8000-10ca110ca110";

  /** The client id of the system-assigned identity. */
  static final String SYSTEM_CLIENT = "5a1f0c52-0000-4000-8000-000000000001";

  static final Duration LIFE = Duration.ofHours(1);

  /** What a token is dated back, as Entra does, for clocks that differ a little. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  private static final String ISSUER = "https://sts.windows.net/" + TENANT + "/";
  private static final String PRINCIPAL = "5a1f0c52-0000-4000-8000-000000000002";

  private final RSAPrivateCrtKey key;
  private final RSAPublicKey publicKey;
  private final Clock clock;

  /**
   * @param clock the machine's, outside tests; a token of moved time is one that Azurite refuses
   */
  Tokens(RSAPrivateCrtKey key, Clock clock) {
    this.key = key;
    this.publicKey = RsaKeys.publicKey(key);
    this.clock = clock;
  }

  /** A token and the moment it ends. */
  record Issued(String token, Instant expires) {}

  Issued issue(String audience, String clientId) {
    Instant now = clock.instant();
    Instant expires = now.plus(LIFE);
    ObjectNode header = Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", "local");
    ObjectNode claims =
        Json.object()
            .put("aud", audience)
            .put("iss", ISSUER)
            .put("iat", now.getEpochSecond())
            .put("nbf", now.minus(SLACK).getEpochSecond())
            .put("exp", expires.getEpochSecond())
            .put("appid", clientId)
            .put("appidacr", "2")
            .put("idp", ISSUER)
            .put("idtyp", "app")
            .put("oid", PRINCIPAL)
            .put("sub", PRINCIPAL)
            .put("tid", TENANT)
            .put("uti", UUID.randomUUID().toString())
            .put("ver", "1.0");
    String signed = encode(Json.bytes(header)) + "." + encode(Json.bytes(claims));
    return new Issued(signed + "." + encode(sign(signed)), expires);
  }

  /** Why the token is not good for the audience; null when it is. */
  @Nullable String refusal(String token, String audience) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return "the token is not a JWT";
    }
    JsonNode claims;
    try {
      if (!verify(parts[0] + "." + parts[1], decode(parts[2]))) {
        return "the token is not signed by the local tenant";
      }
      claims = Json.parse(decode(parts[1]));
    } catch (IllegalArgumentException | IOException e) {
      return "the token is not a JWT";
    }
    String actual = claims.path("aud").asText();
    if (!withoutSlash(actual).equals(withoutSlash(audience))) {
      return "invalid audience, expected " + audience + ", found " + actual;
    }
    long now = clock.instant().getEpochSecond();
    if (now >= claims.path("exp").asLong() || now < claims.path("nbf").asLong()) {
      return "the token is expired or not yet valid";
    }
    return null;
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean verify(String text, byte[] bytes) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(publicKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(bytes);
    } catch (GeneralSecurityException e) {
      // Bytes that cannot be a signature of this key at all.
      return false;
    }
  }

  private static String withoutSlash(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
