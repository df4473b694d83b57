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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
