package io.artistos.shared.sessions;

import static io.artistos.shared.sessions.SignInWorld.KID;
import static io.artistos.shared.sessions.SignInWorld.OTHER;
import static io.artistos.shared.sessions.SignInWorld.OTHER_KID;
import static io.artistos.shared.sessions.SignInWorld.OURS;
import static io.artistos.shared.sessions.SignInWorld.jwk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.http.Response;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.errors.Unavailable;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server may answer, and which of the keys in it count. */
class KeySetAnswersTest {

  private final SignInWorld world = new SignInWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "404", "cut", "moved", "html", "[]", "{}", "none", "null", "long"})
  void withoutAnyNobodyIsRefusedForGoodAndTheNextSecondTriesAgain(String failure) {
    answerWith(failure);
    assertThatThrownBy(this::verify).isInstanceOf(Unavailable.class);
    // Where the connection is cut, the JDK's client asks once more by itself.
    int first = world.requests.get();
    assertThatThrownBy(this::verify).isInstanceOf(Unavailable.class);
    assertThat(world.requests).hasValue(first);
    world.publish(jwk(KID, OURS));
    world.clock.advance(Duration.ofSeconds(1));
    verify();
    assertThat(world.requests).hasValue(first + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "cut", "html", "{}", "none"})
  void anAnswerWithoutKeysTakesNoneAway(String failure) {
    verify();
    answerWith(failure);
    world.clock.advance(Duration.ofHours(1));
    verify();
    assertThat(world.requests).hasValueGreaterThan(1);
  }

  @Test
  @Timeout(60)
  void anAnswerThatNeverComesIsNotWaitedFor() {
    CountDownLatch over = new CountDownLatch(1);
    world.answer.set(
        request -> {
          over.await();
          return Response.empty(500);
        });
    SigningKeys impatient = world.keys(Duration.ofMillis(50));
    try {
      assertThatThrownBy(() -> impatient.find(KID)).isInstanceOf(Unavailable.class);
    } finally {
      over.countDown();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "use,enc",
    "use,",
    "kty,EC",
    "kty,oct",
    "kty,",
    "kid,",
    "alg,RS512",
    "alg,PS256",
    "n,",
    "n,AQAB",
    "n,!!",
    "e,",
    "use,SIG"
  })
  void aKeyThatIsNotForTheseSignaturesIsNone(String member, @Nullable String value) {
    Map<String, Object> bad = jwk(OTHER_KID, OTHER);
    if (value == null) {
      bad.remove(member);
    } else {
      bad.put(member, value);
    }
    world.publish(bad, jwk(KID, OURS));
    verify();
    assertThat(world.keys.find(OTHER_KID)).isEmpty();
  }

  @Test
  void shortKeysAndOtherKindsOfKeysAreNone() throws Exception {
    KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
    curve.initialize(new ECGenParameterSpec("secp256r1"));
    Map<String, Object> elliptic =
        new org.jose4j.jwk.EllipticCurveJsonWebKey(
                (ECPublicKey) curve.generateKeyPair().getPublic())
            .toParams(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    elliptic.putAll(Map.of("kid", "curve", "use", "sig"));
    world.publish(
        jwk("short", SignInWorld.rsa(1_024)),
        jwk("almost", SignInWorld.rsa(2_040)),
        elliptic,
        Map.of("kty", "oct", "k", "c2VjcmV0", "kid", "secret", "use", "sig"),
        jwk(KID, OURS));
    verify();
    for (String id : Set.of("short", "almost", "curve", "secret")) {
      assertUnknown(id);
    }
  }

  @Test
  void aKeyNeedsNoNamedAlgorithm() {
    Map<String, Object> plain = jwk(KID, OURS);
    plain.remove("alg");
    world.publish(plain);
    verify();
  }

  /** No key set, in ten ways. */
  private void answerWith(String failure) {
    world.answer.set(
        request ->
            switch (failure) {
              case "500" -> Response.empty(500);
              case "404" -> Response.text(404, "nothing here");
              case "cut" -> Response.cut();
              case "moved" -> Response.empty(302).with("Location", world.jwks.toString());
              case "html" -> Response.html(200, "<h1>Maintenance</h1>");
              case "none" -> SignInWorld.keySet(List.of());
              case "null" -> Response.text(200, "{\"keys\":null}");
              case "long" ->
                  Response.json(
                      200, Map.of("pad", "x".repeat(1 << 16), "keys", List.of(jwk(KID, OURS))));
              default -> Response.text(200, failure);
            });
  }

  private void verify() {
    world.tokens.verify(world.token());
  }

  private void assertUnknown(String id) {
    Map<String, Object> header = SignInWorld.header();
    header.put("kid", id);
    String token = world.token(header, world.claims());
    assertThatThrownBy(() -> world.tokens.verify(token)).isInstanceOf(Unauthenticated.class);
  }
}
