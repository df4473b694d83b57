package io.artistos.shared.abuse;

import static io.artistos.shared.abuse.AbuseWorld.aMinute;
import static io.artistos.shared.abuse.AbuseWorld.cost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.TooMany;
import io.artistos.shared.geo.ClientNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final AbuseWorld world = new AbuseWorld();
  private final Throttle throttle = world.throttle();
  private final Throttle other = world.throttle();

  @Test
  void theFreeCallsCostNothing() {
    Limit limit = aMinute(600, 20);

    assertThat(world.requests(() -> assertThat(world.allowed(throttle, limit, 20)).isEqualTo(20)))
        .isZero();
  }

  @Test
  void theWholeLimitCostsTwentyLeasesAndWhatIsRefusedNothing() {
    Limit limit = aMinute(600, 20);

    assertThat(
            world.platform.costOf(
                () -> assertThat(world.untilRefused(throttle, limit)).isEqualTo(600)))
        .isEqualTo(cost(20, 1));
    assertThat(world.requests(() -> assertThat(world.allowed(throttle, limit, 50)).isZero()))
        .isZero();
  }

  @Test
  void allowsExactlyTheLimitOnTwoInstancesTogether() {
    Limit limit = aMinute(600, 0);

    assertThat(together(limit)).isEqualTo(600);
  }

  @Test
  void leavesOutAtMostWhatAnInstanceLeasedAndDidNotUse() {
    Limit limit = aMinute(600, 0);

    assertThat(world.allowed(throttle, limit, 31)).isEqualTo(31);

    assertThat(world.untilRefused(other, limit)).isEqualTo(600 - 31 - 29);
    assertThat(world.untilRefused(throttle, limit)).isEqualTo(29);
  }

  @Test
  void allowsFreeCallsOnTopOnlyOnInstancesThatLeasedNothing() {
    Limit limit = aMinute(600, 20);

    assertThat(world.untilRefused(throttle, limit)).isEqualTo(600);
    assertThat(world.untilRefused(other, limit)).isEqualTo(20);
    assertThat(world.untilRefused(world.throttle(), limit)).isEqualTo(20);
  }

  @Test
  void chargesTheFreeCallsWithTheFirstLease() {
    Limit limit = aMinute(600, 20);

    world.allowed(throttle, limit, 21);
    world.allowed(other, limit, 21);

    assertThat(world.untilRefused(throttle, limit) + world.untilRefused(other, limit))
        .isEqualTo(600 - 42);
  }

  @Test
  void takesOneLeaseAtATimeForAllThatWait() {
    Limit limit = aMinute(600, 0);

    long requests =
        world.requests(
            () -> assertThat(inThreads(30, i -> world.allowed(throttle, limit, 1))).isEqualTo(30));

    assertThat(requests).isEqualTo(2);
  }

  @Test
  void beginsAfreshWithTheNextWindow() {
    Limit limit = aMinute(5, 1);
    world.clock.advance(Duration.ofSeconds(48));
    world.untilRefused(throttle, limit);

    assertThatThrownBy(() -> throttle.take(limit, world.subject))
        .isInstanceOfSatisfying(
            TooMany.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(12)));
    world.clock.advance(Duration.ofSeconds(12));
    assertThat(world.untilRefused(other, limit)).isEqualTo(5);
  }

  @Test
  void countsSubjectsAndLimitsApart() {
    Limit limit = aMinute(5, 0);
    world.untilRefused(throttle, limit);

    assertThatCode(() -> throttle.take(limit, world.subject + "x")).doesNotThrowAnyException();
    assertThatCode(() -> throttle.take(new Limit("another", 5, limit.window(), 0), world.subject))
        .doesNotThrowAnyException();
  }

  @Test
  void takesSeveralCallsOrNone() {
    Limit limit = aMinute(100, 0);

    throttle.take(limit, world.subject, 90);

    assertThat(AbuseWorld.passes(() -> throttle.take(limit, world.subject, 11))).isFalse();
    assertThat(world.untilRefused(throttle, limit)).isEqualTo(10);
    assertThatThrownBy(() -> throttle.take(limit, world.subject, 101))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> throttle.take(limit, world.subject, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void letsAConcertHallSignUp() {
    Limit limit = new Limit("sign-ups of a network", 4_000, Duration.ofMinutes(10), 20);
    List<Throttle> instances = List.of(throttle, other, world.throttle());

    long requests =
        world.requests(
            () -> {
              for (int i = 0; i < 3_000; i++) {
                instances.get(i % 3).take(limit, world.subject);
                world.clock.advance(Duration.ofMillis(199));
              }
            });

    assertThat(requests).isLessThanOrEqualTo(20);
  }

  @Test
  void keepsNoSubjectAndForgetsTheCounterAfterTwoWindows() throws Exception {
    Limit limit = new Limit("calls of a test", 5, Duration.ofSeconds(83), 0);
    InetAddress address = InetAddress.getByName("198.51.100.77");
    String network = ClientNetwork.of(address).subject();

    throttle.take(limit, network);
    throttle.take(limit, "person 4711");

    assertThat(world.items("\"type\":\"counter\"", "\"ttl\":226")).hasSize(2);
    assertThat(world.items(network)).isEmpty();
    assertThat(world.items("198.51.100.77")).isEmpty();
    assertThat(world.items("4711", "\"ttl\":226")).isEmpty();
  }

  /** Addresses are few enough to try: without the key their counters must not be found. */
  @Test
  void keepsCountersWhereNobodyFindsThemWithoutTheKey() {
    Limit limit = aMinute(5, 0);
    world.untilRefused(throttle, limit);
    Throttle stranger =
        new Throttle(world.database, AbuseWorld.hashes(AbuseWorld.anotherKey()), world.clock);

    assertThat(world.untilRefused(other, limit)).isZero();
    assertThat(world.untilRefused(stranger, limit)).isEqualTo(5);
  }

  @Test
  void letsCallsThroughWithoutTheDatabaseAndSaysSoOnceAWindow() {
    Limit limit = aMinute(40, 0);

    List<String> lines =
        AbuseWorld.logged(
            () ->
                world.withoutDatabase(
                    () -> {
                      assertThat(world.allowed(throttle, limit, 30)).isEqualTo(30);
                      world.clock.advance(Duration.ofSeconds(6));
                      assertThat(world.allowed(throttle, limit, 5)).isEqualTo(5);
                      world.clock.advance(Duration.ofMinutes(1));
                      assertThat(world.allowed(throttle, limit, 30)).isEqualTo(30);
                    }));

    assertThat(lines)
        .hasSize(2)
        .allMatch(line -> line.contains("calls of a test"))
        .noneMatch(line -> line.contains(world.subject) || line.contains("calls:"));
  }

  @Test
  void asksNobodyElseForFiveSecondsAndThenChargesWhatItLetThrough() {
    Limit limit = aMinute(40, 0);
    throttle.take(limit, world.subject + "x");
    world.withoutDatabase(() -> world.allowed(throttle, limit, 30));

    assertThat(world.requests(() -> world.allowed(throttle, limit, 5))).isZero();
    world.clock.advance(Duration.ofSeconds(5));

    assertThat(world.untilRefused(throttle, limit)).isEqualTo(5);
  }

  @Test
  void remembersSoManySubjectsAndNoMore() {
    Limit limit = aMinute(600, 1);

    for (int i = 0; i < 100_000; i++) {
      throttle.take(limit, "subject " + i);
    }

    assertThat(throttle.remembered()).isEqualTo(Throttle.MOST);
  }

  /** Two instances, eight threads each, every thread until it is refused. */
  private int together(Limit limit) {
    return inThreads(16, i -> world.untilRefused(i % 2 == 0 ? throttle : other, limit));
  }

  /** The sum over so many threads that start together. */
  private static int inThreads(int count, IntUnaryOperator work) {
    CountDownLatch all = new CountDownLatch(count);
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      for (int i = 0; i < count; i++) {
        int number = i;
        results.add(
            threads.submit(
                () -> {
                  all.countDown();
                  all.await();
                  return work.applyAsInt(number);
                }));
      }
    }
    return results.stream().mapToInt(Future::resultNow).sum();
  }
}
