package io.artistos.shared.sessions;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.shared.http.Json;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.text.Base64Url;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keys behind a real server, and tokens of any shape, signed by the JDK alone so that what verifies
 * them is not what made them.
 */
final class SignInWorld implements AutoCloseable {

  static final String ISSUER = "https://clerk.example.com";
  static final String APP = "https://app.example.com";
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  /** What the server publishes at first, under {@link #KID}. */
  static final KeyPair OURS = rsa(2_048);

  static final KeyPair OTHER = rsa(2_048);
  static final String KID = "ins_1";
  static final String OTHER_KID = "ins_2";

  final PinnedClock clock = new PinnedClock(START);
  final AtomicInteger requests = new AtomicInteger();
  final AtomicReference<LocalHttpServer.Handler> answer =
      new AtomicReference<>(request -> keySet(List.of(jwk(KID, OURS))));
  final LocalHttpServer server = LocalHttpServer.start(0, null, this::count);
  final URI jwks = URI.create(server.uri() + "/.well-known/jwks.json");
  final HttpClient client = HttpClient.newHttpClient();
  final SigningKeys keys = keys(Duration.ofSeconds(30));
  final SessionTokens tokens = new SessionTokens(keys, ISSUER, Set.of(APP), clock);

  SigningKeys keys(Duration limit) {
    return new SigningKeys(client, jwks, clock, limit);
  }

  private Response count(Request request) throws Exception {
    requests.incrementAndGet();
    return answer.get().handle(request);
  }

  void publish(Object... jwks) {
    answer.set(request -> keySet(List.of(jwks)));
  }

  static Response keySet(List<?> jwks) {
    return Response.json(200, Map.of("keys", jwks));
  }

  static Map<String, Object> jwk(String id, KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("use", "sig");
    jwk.put("kty", "RSA");
    jwk.put("kid", id);
    jwk.put("alg", "RS256");
    jwk.put("n", unsigned(key.getModulus()));
    jwk.put("e", unsigned(key.getPublicExponent()));
    return jwk;
  }

  /** As Clerk writes it. */
  static Map<String, Object> header() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("cat", "cl_B7d4PD111AAA");
    header.put("kid", KID);
    header.put("typ", "JWT");
    return header;
  }

  /** As in the contracts, issued now. */
  Map<String, Object> claims() {
    long now = clock.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("azp", APP);
    claims.put("exp", now + 60);
    claims.put("fea", "o:dashboard,o:teams");
    claims.put("fva", List.of(5, -1));
    claims.put("iat", now);
    claims.put("iss", ISSUER);
    claims.put("jti", "f3a1");
    claims.put("nbf", now - 10);
    claims.put("o", Map.of("id", "org_1", "slg", "my-band", "rol", "admin"));
    claims.put("pla", "u:free");
    claims.put("sid", "sess_2bQKXN");
    claims.put("sts", "active");
    claims.put("sub", "user_2bQKXM");
    claims.put("v", 2);
    return claims;
  }

  String token() {
    return token(header(), claims());
  }

  String token(Map<String, ?> header, Map<String, ?> claims) {
    return token(header, claims, OURS.getPrivate());
  }

  static String token(Map<String, ?> header, Map<String, ?> claims, PrivateKey key) {
    return token(Json.write(nulls(header)), Json.write(nulls(claims)), key);
  }

  /** Of JSON as it is. */
  static String token(String header, String claims, PrivateKey key) {
    String input = input(header, claims);
    return input + "." + sign("SHA256withRSA", key, input);
  }

  /** What is signed. */
  static String input(String header, String claims) {
    return encode(header) + "." + encode(claims);
  }

  static String sign(String algorithm, PrivateKey key, String input) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return Base64Url.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nulls are written, where the platform's mapper would leave them out of a record. */
  private static Map<String, Object> nulls(Map<String, ?> map) {
    Map<String, Object> tree = new LinkedHashMap<>();
    map.forEach(
        (name, value) ->
            tree.put(
                name,
                value == null
                    ? com.fasterxml.jackson.databind.node.NullNode.getInstance()
                    : value));
    return tree;
  }

  static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64Url.encode(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
    client.close();
  }
}
