package io.artistos.shared.abuse;

import static io.artistos.shared.abuse.AbuseWorld.cost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.artistos.shared.errors.TooMany;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuthenticationFailuresTest {

  private final AbuseWorld world = new AbuseWorld();
  private final AuthenticationFailures failures = world.failures();
  private final AuthenticationFailures other = world.failures();

  @Test
  void tenAreNothing() {
    fail(failures, 10);

    assertThat(wait(failures)).isZero();
  }

  @Test
  void eachFurtherOneDoublesTheWaitUpToFifteenMinutes() {
    fail(failures, 10);

    List<Long> waits =
        IntStream.range(0, 13)
            .mapToObj(
                i -> {
                  fail(failures, 1);
                  Duration wait = wait(failures);
                  world.clock.advance(wait);
                  assertThat(wait(failures)).isZero();
                  return wait.toSeconds();
                })
            .toList();

    assertThat(waits)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
  }

  @Test
  void tellsTheRestOfTheWaitAndAtLeastASecond() {
    fail(failures, 11);
    world.clock.advance(Duration.ofSeconds(1));
    fail(failures, 1);
    assertThat(wait(failures)).isEqualTo(Duration.ofSeconds(2));

    world.clock.advance(Duration.ofMillis(500));
    assertThat(wait(failures)).isEqualTo(Duration.ofMillis(1_500));
    world.clock.advance(Duration.ofMillis(1_499));
    assertThat(wait(failures)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anotherInstanceLearnsOfItWithAFailureOfItsOwn() {
    fail(failures, 7);
    fail(other, 4);

    assertThat(wait(failures)).isZero();
    assertThat(wait(other)).isEqualTo(Duration.ofSeconds(1));
    fail(failures, 1);
    assertThat(wait(failures)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aFailureCostsAPatchAndOneThatLeadsToAWaitTwo() {
    assertThat(world.platform.costOf(() -> fail(failures, 1))).isEqualTo(cost(1, 1));
    assertThat(world.platform.costOf(() -> fail(failures, 9)))
        .isEqualTo(Map.of("patch directory", 9L));
    assertThat(world.platform.costOf(() -> fail(failures, 1)))
        .isEqualTo(Map.of("patch directory", 2L));
  }

  @Test
  void checkingCostsNothingAndNeitherDoFailuresOfASourceThatWaits() {
    fail(failures, 11);

    assertThat(
            world.requests(
                () -> {
                  fail(failures, 50);
                  assertThat(wait(failures)).isEqualTo(Duration.ofSeconds(1));
                  wait(other);
                }))
        .isZero();
  }

  @Test
  void failuresAtTheSameTimeAreWrittenUntilTheSourceIsSlowed() {
    long requests =
        world.requests(
            () -> {
              try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
                for (int i = 0; i < 64; i++) {
                  threads.execute(() -> failures.failed(world.subject));
                }
              }
            });

    assertThat(requests).isEqualTo(13);
    assertThat(wait(failures)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void tenMinutesAfterTheFirstTheyAreForgotten() {
    fail(failures, 10);
    world.clock.advance(Duration.ofMinutes(10));
    fail(failures, 10);

    assertThat(wait(failures)).isZero();
    fail(failures, 1);
    assertThat(wait(failures)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void oneFailureEachMinuteSlowsNobody() {
    for (int minute = 0; minute < 120; minute++) {
      fail(minute % 2 == 0 ? failures : other, 1);
      world.clock.advance(Duration.ofMinutes(1));
      assertThat(wait(failures)).isZero();
      assertThat(wait(other)).isZero();
    }
  }

  @Test
  void tenMinutesAfterTheLastWaitAllIsForgotten() {
    fail(failures, 10);
    for (int i = 0; i < 10; i++) {
      fail(failures, 1);
      world.clock.advance(wait(failures));
    }

    world.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    fail(other, 1);
    assertThat(wait(other)).isEqualTo(Duration.ofMinutes(15));
    world.clock.advance(Duration.ofMinutes(25));
    fail(failures, 10);
    assertThat(wait(failures)).isZero();
  }

  @Test
  void othersAreNotAffected() {
    fail(failures, 11);

    assertThatCode(() -> failures.check(world.subject + "x")).doesNotThrowAnyException();
  }

  @Test
  void nobodyIsLockedOutByAnOutage() {
    fail(failures, 10);

    List<String> lines =
        AbuseWorld.logged(
            () ->
                world.withoutDatabase(
                    () -> {
                      fail(failures, 5);
                      world.clock.advance(Duration.ofSeconds(6));
                      fail(failures, 5);
                    }));

    assertThat(wait(failures)).isZero();
    assertThat(lines)
        .hasSize(1)
        .noneMatch(line -> line.contains(world.subject) || line.contains("failures:"));
  }

  @Test
  void keepsNoSourceAndForgetsTheCounterWithinTheHour() {
    fail(failures, 12);

    assertThat(world.items(world.subject)).isEmpty();
    assertThat(world.items("\"type\":\"authenticationFailures\""))
        .isNotEmpty()
        .allMatch(item -> item.contains("\"ttl\":1800"));
  }

  @Test
  void keepsCountersWhereNobodyFindsThemWithoutTheKey() {
    fail(failures, 10);
    AuthenticationFailures stranger =
        new AuthenticationFailures(
            world.database, AbuseWorld.hashes(AbuseWorld.anotherKey()), world.clock);

    fail(stranger, 1);
    assertThat(wait(stranger)).isZero();
    fail(other, 1);
    assertThat(wait(other)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void remembersSoManySourcesAndNoneForLooking() {
    world.withoutDatabase(
        () -> {
          for (int i = 0; i < 100_000; i++) {
            failures.check("source " + i);
          }
          assertThat(failures.remembered()).isZero();
          for (int i = 0; i < 100_000; i++) {
            failures.failed("source " + i);
          }
        });

    assertThat(failures.remembered()).isEqualTo(AuthenticationFailures.MOST);
  }

  private void fail(AuthenticationFailures instance, int times) {
    for (int i = 0; i < times; i++) {
      instance.failed(world.subject);
    }
  }

  private Duration wait(AuthenticationFailures instance) {
    try {
      instance.check(world.subject);
      return Duration.ZERO;
    } catch (TooMany e) {
      return e.retryAfter();
    }
  }
}
