package io.artistos.shared.identity;

import static io.artistos.shared.identity.SignInWorld.KID;
import static io.artistos.shared.identity.SignInWorld.OTHER;
import static io.artistos.shared.identity.SignInWorld.OTHER_KID;
import static io.artistos.shared.identity.SignInWorld.OURS;
import static io.artistos.shared.identity.SignInWorld.jwk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.http.Response;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.errors.Unavailable;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

  private final SignInWorld world = new SignInWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void areFetchedWithTheFirstTokenAndKeptForAnHour() {
    assertThat(world.requests).hasValue(0);
    verify();
    world.clock.advance(Duration.ofHours(1).minusMillis(1));
    verify();
    assertThat(world.requests).hasValue(1);
    world.clock.advance(Duration.ofMillis(1));
    verify();
    verify();
    assertThat(world.requests).hasValue(2);
  }

  @Test
  @Timeout(60)
  void areFetchedOnceForManyWhoAskTogether() throws Exception {
    assertThat(together(50, this::verify)).containsOnly((Throwable) null);
    assertThat(world.requests).hasValue(1);
  }

  @Test
  void aNewKeyIsFoundAndAWithdrawnOneIsGone() {
    verify();
    world.publish(jwk(OTHER_KID, OTHER));
    verify();
    world.clock.advance(Duration.ofSeconds(10));
    verifyOther();
    assertThatThrownBy(this::verify).isInstanceOf(Unauthenticated.class);
    assertThat(world.requests).hasValue(2);
  }

  @Test
  void aWithdrawnKeyIsGoneAfterTheHour() {
    verify();
    world.publish(jwk(OTHER_KID, OTHER));
    world.clock.advance(Duration.ofHours(1));
    assertThatThrownBy(this::verify).isInstanceOf(Unauthenticated.class);
  }

  @Test
  void anotherKeyUnderTheSameIdReplacesIt() {
    verify();
    world.publish(jwk(KID, OTHER));
    world.clock.advance(Duration.ofHours(1));
    assertThatThrownBy(this::verify).isInstanceOf(Unauthenticated.class);
    assertThat(world.keys.find(KID)).contains(OTHER.getPublic());
  }

  @Test
  void unknownIdsHaveThemFetchedOnceInTenSeconds() {
    verify();
    for (int i = 0; i < 20; i++) {
      assertUnknown("invented_" + i);
    }
    assertThat(world.requests).hasValue(1);
    world.clock.advance(Duration.ofSeconds(10));
    for (int i = 0; i < 20; i++) {
      assertUnknown("invented_" + i);
    }
    assertThat(world.requests).hasValue(2);
    world.clock.advance(Duration.ofSeconds(10).minusMillis(1));
    assertUnknown("invented");
    assertThat(world.requests).hasValue(2);
    world.clock.advance(Duration.ofMillis(1));
    assertUnknown("invented");
    assertThat(world.requests).hasValue(3);
  }

  @Test
  @Timeout(60)
  void whoHasAKnownKeyDoesNotWaitWhileFiftyWithUnknownOnesDo() throws Exception {
    verify();
    world.clock.advance(Duration.ofSeconds(10));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    world.answer.set(
        request -> {
          asked.countDown();
          mayAnswer.await();
          return SignInWorld.keySet(List.of(jwk(KID, OURS), jwk(OTHER_KID, OTHER)));
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> unknown = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String id = "invented_" + i;
        unknown.add(threads.submit(() -> assertUnknown(id)));
      }
      Future<?> rotated = threads.submit(this::verifyOther);
      asked.await();
      verify();
      assertThat(rotated.isDone()).isFalse();
      mayAnswer.countDown();
      for (Future<?> one : unknown) {
        one.get();
      }
      rotated.get();
    } finally {
      mayAnswer.countDown();
    }
    assertThat(world.requests).hasValue(2);
  }

  @Test
  @Timeout(60)
  void onlyTheOneWhoRenewsWaitsForThat() throws Exception {
    verify();
    world.clock.advance(Duration.ofHours(1));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    world.answer.set(
        request -> {
          asked.countDown();
          mayAnswer.await();
          return SignInWorld.keySet(List.of(jwk(KID, OURS)));
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> renews = threads.submit(this::verify);
      asked.await();
      verify();
      assertThat(renews.isDone()).isFalse();
      mayAnswer.countDown();
      renews.get();
    } finally {
      mayAnswer.countDown();
    }
    assertThat(world.requests).hasValue(2);
  }

  @Test
  void areUsedForADayWhileTheyCannotBeFetchedWhichIsLoggedForEachFailure() {
    verify();
    world.answer.set(request -> Response.empty(500));
    List<String> lines = new ArrayList<>();
    Handler handler = new Lines(lines);
    Logger logger = Logger.getLogger(SigningKeys.class.getName());
    logger.addHandler(handler);
    try {
      world.clock.advance(Duration.ofHours(1));
      verify();
      verify();
      assertThat(lines).containsExactly("the keys of the sign-in service cannot be fetched");
      world.clock.advance(Duration.ofHours(23).minusMillis(1));
      verify();
      assertThat(lines).hasSize(2);
      assertThat(world.requests).hasValue(3);
    } finally {
      logger.removeHandler(handler);
    }
    world.clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(this::verify).isInstanceOf(Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500", "404", "cut", "moved", "html", "[]", "{}", "none", "null", "long"})
  void withoutAnyNobodyIsRefusedForGoodAndTheNextSecondTriesAgain(String failure) {
    LocalAnswers.of(world, failure);
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
    LocalAnswers.of(world, failure);
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

  private void verify() {
    world.tokens.verify(world.token());
  }

  private void verifyOther() {
    Map<String, Object> header = SignInWorld.header();
    header.put("kid", OTHER_KID);
    world.tokens.verify(SignInWorld.token(header, world.claims(), OTHER.getPrivate()));
  }

  private void assertUnknown(String id) {
    Map<String, Object> header = SignInWorld.header();
    header.put("kid", id);
    String token = world.token(header, world.claims());
    assertThatThrownBy(() -> world.tokens.verify(token)).isInstanceOf(Unauthenticated.class);
  }

  private static List<@Nullable Throwable> together(int callers, Runnable call) throws Exception {
    CountDownLatch all = new CountDownLatch(callers);
    List<@Nullable Throwable> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<?>> calls = new ArrayList<>();
      IntStream.range(0, callers)
          .forEach(
              i ->
                  calls.add(
                      threads.submit(
                          () -> {
                            all.countDown();
                            all.await();
                            call.run();
                            return null;
                          })));
      for (Future<?> one : calls) {
        try {
          one.get();
          failures.add(null);
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    }
    return failures;
  }

  /** Answers that are no key set. */
  private static final class LocalAnswers {

    static void of(SignInWorld world, String failure) {
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
  }

  private static final class Lines extends Handler {

    private final List<String> lines;

    private Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
