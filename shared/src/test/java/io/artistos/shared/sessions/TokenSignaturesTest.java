package io.artistos.shared.sessions;

import static io.artistos.shared.sessions.SignInWorld.KID;
import static io.artistos.shared.sessions.SignInWorld.OTHER;
import static io.artistos.shared.sessions.SignInWorld.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.http.LocalHttpServer;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.http.Json;
import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a token is signed, and what its header says about that. */
class TokenSignaturesTest {

  private final SignInWorld world = new SignInWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "", "RS256", "HS256"})
  void refusesWhatIsNotSigned(String algorithm) {
    String input = input(with("alg", algorithm));
    assertRefused(input + ".");
    assertRefused(input);
    assertRefused(input + ".AAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pem", "der", "modulus"})
  void refusesThePublicKeyAsASecret(String form) throws Exception {
    byte[] der = OURS.getPublic().getEncoded();
    byte[] secret =
        switch (form) {
          case "pem" ->
              ("-----BEGIN PUBLIC KEY-----\n"
                      + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                      + "\n-----END PUBLIC KEY-----\n")
                  .getBytes(StandardCharsets.US_ASCII);
          case "der" -> der;
          default -> Base64Url.decode(String.valueOf(SignInWorld.jwk(KID, OURS).get("n")));
        };
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    String input = input(with("alg", "HS256"));
    byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
    assertRefused(input + "." + Base64Url.encode(signature));
  }

  @ParameterizedTest
  @CsvSource({
    "RS384,SHA384withRSA",
    "RS512,SHA512withRSA",
    "rs256,SHA256withRSA",
    "'RS256 ',SHA256withRSA",
    "ES256,SHA256withRSA",
    "none,SHA256withRSA",
    "RS256,SHA384withRSA"
  })
  void takesNoOtherAlgorithmUnderOurOwnKey(String named, String used) {
    String input = input(with("alg", named));
    assertRefused(input + "." + SignInWorld.sign(used, OURS.getPrivate(), input));
  }

  @Test
  void takesNoPssUnderOurOwnKey() throws Exception {
    String input = input(with("alg", "PS256"));
    java.security.Signature pss = java.security.Signature.getInstance("RSASSA-PSS");
    pss.setParameter(
        new java.security.spec.PSSParameterSpec(
            "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
    pss.initSign(OURS.getPrivate());
    pss.update(input.getBytes(StandardCharsets.US_ASCII));
    assertRefused(input + "." + Base64Url.encode(pss.sign()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "kid"})
  void needsAnAlgorithmAndAKeyId(String name) {
    Map<String, Object> header = SignInWorld.header();
    header.remove(name);
    assertRefused(world.token(header, world.claims()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "alg  | ['RS256']",
        "alg  | 1",
        "alg  | null",
        "kid  | 1",
        "kid  | null",
        "kid  | ['ins_1']",
        "kid  | ''",
        "kid  | 'ins_2'",
        "kid  | 'INS_1'",
        "kid  | '../../dev/null'",
        "crit | ['exp']",
        "crit | ['b64']",
        "crit | []",
        "crit | 'exp'",
        "typ  | 'at+jwt'",
        "typ  | 'jwt'",
        "typ  | 1",
      })
  void refusesAnyOtherHeaderHoweverWellSigned(String name, String value) throws Exception {
    assertRefused(world.token(with(name, json(value)), world.claims()));
  }

  @Test
  void theTypeMayBeMissing() {
    Map<String, Object> header = SignInWorld.header();
    header.remove("typ");
    assertThat(world.tokens.verify(world.token(header, world.claims())).userId()).isNotEmpty();
  }

  @Test
  void refusesAHeaderWhereANameIsThereTwice() {
    String header = "{\"alg\":\"RS256\",\"alg\":\"RS256\",\"kid\":\"ins_1\"}";
    assertRefused(SignInWorld.token(header, Json.write(world.claims()), OURS.getPrivate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "\"RS256\"", "{", "{{{{", "}", "{\"alg\":\"RS256\""})
  void refusesAHeaderThatIsNoObject(String header) {
    assertRefused(SignInWorld.token(header, Json.write(world.claims()), OURS.getPrivate()));
    assertThat(world.requests).hasValue(0);
  }

  @Test
  void refusesSomebodyElsesKeyUnderOurId() {
    assertRefused(SignInWorld.token(SignInWorld.header(), world.claims(), OTHER.getPrivate()));
  }

  @Test
  void refusesAKeyThatTheTokenBringsOrPointsTo() {
    AtomicInteger followed = new AtomicInteger();
    try (LocalHttpServer evil =
        LocalHttpServer.start(
            0,
            null,
            request -> {
              followed.incrementAndGet();
              return SignInWorld.keySet(
                  List.of(SignInWorld.jwk(KID, OTHER), SignInWorld.jwk("evil", OTHER)));
            })) {
      for (String id : List.of(KID, "evil")) {
        Map<String, Object> brought = brought(evil.uri().toString());
        brought.put("kid", id);
        assertRefused(SignInWorld.token(brought, world.claims(), OTHER.getPrivate()));
      }
      // In a token that is good without them they are nothing.
      Map<String, Object> ignored = brought(evil.uri().toString());
      assertThat(world.tokens.verify(world.token(ignored, world.claims())).userId()).isNotEmpty();
      assertThat(followed).hasValue(0);
    }
  }

  private static Map<String, Object> brought(String evil) {
    Map<String, Object> header = new HashMap<>(SignInWorld.header());
    header.put("jwk", SignInWorld.jwk("evil", OTHER));
    header.put("jku", evil + "/jwks.json");
    header.put("x5u", evil + "/chain.pem");
    header.put("x5c", List.of(Base64Url.encode(OTHER.getPublic().getEncoded())));
    header.put("x5t", "AAAA");
    header.put("x5t#S256", "AAAA");
    return header;
  }

  @Test
  void refusesAnotherSplitThanThree() {
    String token = world.token();
    String payload = token.split("\\.", -1)[1];
    for (String other :
        List.of(
            "",
            ".",
            "..",
            "...",
            "....",
            payload,
            "." + token,
            token + ".",
            token + "." + payload,
            token + "." + payload + "." + payload,
            token.replace('.', ' '),
            "Bearer " + token,
            " " + token,
            token + "\n",
            token + "=",
            token.replace(".", "=."))) {
      assertRefused(other);
    }
  }

  private Map<String, Object> with(String name, Object value) {
    Map<String, Object> header = SignInWorld.header();
    header.put(name, value);
    return header;
  }

  private String input(Map<String, Object> header) {
    return SignInWorld.input(Json.write(header), Json.write(world.claims()));
  }

  private static Object json(String value) throws Exception {
    return Json.MAPPER.readTree(value.replace('\'', '"'));
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> world.tokens.verify(token))
        .isInstanceOf(Unauthenticated.class)
        .hasMessage("The session token is not valid, or not any more.")
        .hasNoCause();
  }
}
