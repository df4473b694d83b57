package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.cosmos.OperationCounts;
import io.artistos.shared.fans.GuardWorld.Outcome;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.queue.FanMailMessage;
import io.artistos.shared.queue.Queues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A page under attack, and a concert hall: who gets through, and what it costs. */
class SignupAttackTest {

  private static final int HALL = Integer.getInteger("attack.hall", 3_000);

  private final GuardWorld world = new GuardWorld();
  private final FanPage page = world.fans.page;
  private final List<SignupGuard> instances = List.of(world.instance(), world.instance());

  /** Three thousand in ten minutes behind one address; one in a hundred has a throwaway one. */
  @Test
  void aConcertHallGetsThrough() {
    Optional<ClientNetwork> hall = world.network();
    Duration apart = Duration.ofMinutes(10).dividedBy(HALL);

    Map<Outcome, Integer> outcomes =
        play(
            "concert hall",
            HALL,
            i -> {
              world.fans.clock.advance(apart);
              String address = i % 100 == 0 ? "a" + i + "@mailinator.com" : world.address();
              return world.signUp(at(i), page, address, world.person(page, hall));
            });

    assertThat(outcomes).isEqualTo(Map.of(Outcome.TAKEN, HALL));
    assertThat(stored()).isEqualTo(HALL);
    assertThat(attackMails()).isZero();
  }

  /** The same hall with a form of somebody's own, which has no token: some press twice. */
  @Test
  void aHallWithSomebodysOwnFormGetsThroughToo() {
    Optional<ClientNetwork> hall = world.network();
    Duration apart = Duration.ofMinutes(10).dividedBy(HALL);
    AtomicInteger pressedAgain = new AtomicInteger();

    Map<Outcome, Integer> outcomes =
        play(
            "concert hall, plain forms",
            HALL,
            i -> {
              world.fans.clock.advance(apart);
              String address = i % 100 == 0 ? "a" + i + "@mailinator.com" : world.address();
              FormProof plain = world.proof(Optional.empty(), hall);
              Outcome first = world.signUp(at(i), page, address, plain);
              if (first != Outcome.AGAIN) {
                return first;
              }
              pressedAgain.incrementAndGet();
              // What came back is a form of the page's, shown now and sent some seconds later.
              return world.signUp(at(i), page, address, world.person(page, hall));
            });

    assertThat(outcomes).isEqualTo(Map.of(Outcome.TAKEN, HALL));
    assertThat(pressedAgain).hasValueBetween(HALL - 340, HALL - 300);
    assertThat(stored()).isEqualTo(HALL);
    assertThat(attackMails()).isZero();
  }

  @Test
  void oneNetworkWithoutTheFormIsStopped() {
    Optional<ClientNetwork> network = world.network();

    Map<Outcome, Integer> outcomes =
        play(
            "one network, no token",
            1_000,
            i ->
                world.signUp(at(i), page, world.address(), world.proof(Optional.empty(), network)));

    // 300, and what two instances allow before they ask.
    assertThat(count(outcomes, Outcome.TAKEN)).isBetween(300, 340);
    assertThat(stored()).isEqualTo(count(outcomes, Outcome.TAKEN));
    assertThat(count(outcomes, Outcome.AGAIN)).isEqualTo(1_000 - stored());
  }

  /** A form every 400 sign-ups, faster than that is allowed. */
  @Test
  void oneNetworkThatFetchesFormsGetsNoFurtherThanAHall() {
    Optional<ClientNetwork> network = world.network();
    AtomicReference<FormProof> form = new AtomicReference<>(world.person(page, network));

    Map<Outcome, Integer> outcomes =
        play(
            "one network that fetches forms, 50 minutes",
            7_500,
            i -> {
              world.fans.clock.advance(Duration.ofMillis(400));
              if (i % 400 == 0) {
                form.set(world.person(page, network));
              }
              return world.signUp(at(i), page, world.address(), form.get());
            });

    // What two instances allow before they ask comes on top, and a twentieth may lie unused.
    assertThat(count(outcomes, Outcome.TAKEN)).isBetween(5_700, 6_100);
    assertThat(stored()).isEqualTo(count(outcomes, Outcome.TAKEN));
    assertThat(count(outcomes, Outcome.TOO_MANY)).isEqualTo(7_500 - stored());
    assertThat(attackMails()).isEqualTo(1);
    assertThat(
            world.signUp(
                at(0), page, world.address(), world.proof(Optional.empty(), world.network())))
        .as("strict")
        .isEqualTo(Outcome.AGAIN);
    assertThat(world.signUp(at(0), page, world.address(), world.person(page, world.network())))
        .as("a fan elsewhere")
        .isEqualTo(Outcome.TAKEN);
  }

  /** Two hours of it: what it gets it gets before the page turns strict, and that is told once. */
  @Test
  void anAttackThatGoesOnKeepsThePageStrict() {
    int perWindow = 1_300;
    Duration apart = Duration.ofMinutes(10).dividedBy(perWindow);

    Map<Outcome, Integer> outcomes =
        play(
            "botnet without a token, two hours",
            12 * perWindow,
            i -> {
              world.fans.clock.advance(apart);
              return world.signUp(
                  at(i), page, world.address(), world.proof(Optional.empty(), world.network()));
            });

    assertThat(stored()).isEqualTo(count(outcomes, Outcome.TAKEN)).isLessThan(1_100);
    assertThat(attackMails()).isEqualTo(1);
    assertThat(world.signUp(at(0), page, world.address(), world.person(page, world.network())))
        .isEqualTo(Outcome.TAKEN);

    world.fans.clock.advance(PageAttacks.LASTS.plusMinutes(1));
    world.plainForms(at(0), page, 1_300);
    assertThat(attackMails()).as("after a pause").isEqualTo(1);
    world.fans.clock.advance(PageAttacks.LASTS.plus(PageAttack.QUIET));
    world.plainForms(at(0), page, 1_300);
    assertThat(attackMails()).as("another day").isEqualTo(2);
  }

  @Test
  void aBotnetTurnsThePageStrictAndFansStillGetThrough() {
    Map<Outcome, Integer> botnet =
        play(
            "botnet of 2,000 networks, no token",
            2_000,
            i ->
                world.signUp(
                    at(i), page, world.address(), world.proof(Optional.empty(), world.network())));

    assertThat(count(botnet, Outcome.TAKEN)).isLessThan(1_300);
    assertThat(count(botnet, Outcome.TAKEN) + count(botnet, Outcome.AGAIN)).isEqualTo(2_000);
    assertThat(attackMails()).isEqualTo(1);

    int before = stored();
    Map<Outcome, Integer> replayed = replayOneToken();
    assertThat(count(replayed, Outcome.TAKEN)).isLessThanOrEqualTo(600);
    assertThat(play("honeypot bots", 300, this::trapped)).isEqualTo(Map.of(Outcome.TAKEN, 300));
    assertThat(play("forged tokens", 300, this::forged)).isEqualTo(Map.of(Outcome.AGAIN, 300));
    assertThat(stored()).isEqualTo(before + count(replayed, Outcome.TAKEN));

    Map<Outcome, Integer> fans =
        play(
            "fans meanwhile",
            100,
            i -> world.signUp(at(i), page, world.address(), world.person(page, world.network())));
    assertThat(fans).isEqualTo(Map.of(Outcome.TAKEN, 100));
    assertThat(stored()).isEqualTo(before + count(replayed, Outcome.TAKEN) + 100);
    assertThat(attackMails()).isEqualTo(1);

    world.fans.clock.advance(PageAttacks.LASTS.plusMinutes(1));
    assertThat(
            world.signUp(
                at(0), page, world.address(), world.proof(Optional.empty(), world.network())))
        .as("relaxed again")
        .isEqualTo(Outcome.TAKEN);
  }

  private Map<Outcome, Integer> replayOneToken() {
    Optional<String> token = world.shown(page, Duration.ofSeconds(5));
    return play(
        "one token, 1,000 networks",
        1_000,
        i -> world.signUp(at(i), page, world.address(), world.proof(token, world.network())));
  }

  private Outcome trapped(int i) {
    FormProof proof =
        new FormProof(
            world.shown(page, Duration.ofSeconds(9)), true, Optional.empty(), world.network());
    return world.signUp(at(i), page, world.address(), proof);
  }

  private Outcome forged(int i) {
    return world.signUp(
        at(i),
        page,
        world.address(),
        world.proof(Optional.of("x".repeat(FormTokens.LENGTH)), world.network()));
  }

  @Test
  void nobodysInboxIsFloodedByWayOfFortyArtists() {
    String victim = world.fans.anyAddress();
    List<FanPage> pages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pages.add(world.fans.platform.openArtist(world.fans.clock, "Band " + i));
    }

    Map<Outcome, Integer> outcomes =
        play(
            "one victim, 40 artists",
            pages.size(),
            i ->
                world.signUp(
                    at(i), pages.get(i), victim, world.person(pages.get(i), world.network())));

    assertThat(outcomes).isEqualTo(Map.of(Outcome.TAKEN, 40));
    deliver();
    assertThat(world.fans.platform.vendors().mailsTo(victim)).hasSize(5);
  }

  /** All of them are one inbox. */
  @Test
  void norByWayOfFortyTagsAndFullStops() {
    String name = world.fans.anyAddress().replace("@example.com", "");
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      addresses.add(name + "+" + i + "@gmail.com");
      String dotted = i == 0 ? name : name.substring(0, i) + "." + name.substring(i);
      addresses.add(dotted + "@googlemail.com");
    }

    Map<Outcome, Integer> outcomes =
        play(
            "one victim, 40 addresses",
            addresses.size(),
            i -> world.signUp(at(i), page, addresses.get(i), world.person(page, world.network())));

    assertThat(outcomes).isEqualTo(Map.of(Outcome.TAKEN, 40));
    // 30 an hour, and what two instances allow before they ask.
    assertThat(stored()).isBetween(30, 35);
    deliver();
    assertThat(
            addresses.stream().flatMap(one -> world.fans.platform.vendors().mailsTo(one).stream()))
        .hasSize(5);
  }

  /** Every mail that is due, its message delivered twice. */
  private void deliver() {
    FanMailer mailer = world.fans.mailer();
    List<FanMailMessage> messages;
    do {
      messages = world.fans.platform.receive(Queues.FAN_MAIL, FanMailMessage.class);
      for (FanMailMessage message : messages) {
        mailer.handle(message);
        mailer.handle(message);
      }
    } while (!messages.isEmpty());
  }

  private static int count(Map<Outcome, Integer> outcomes, Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }

  private SignupGuard at(int i) {
    return instances.get(i % instances.size());
  }

  private Map<Outcome, Integer> play(String name, int times, IntFunction<Outcome> step) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    OperationCounts operations = world.fans.platform.cosmos().operations();
    double before = operations.units();
    Map<String, Long> cost =
        new TreeMap<>(
            world.fans.costOf(
                () -> {
                  for (int i = 0; i < times; i++) {
                    outcomes.merge(step.apply(i), 1, Integer::sum);
                  }
                }));
    System.out.printf(
        "attack: %s: %d sign-ups, %s, requests %s, request units %.0f%n",
        name, times, outcomes, cost, operations.units() - before);
    return outcomes;
  }

  private int stored() {
    return Math.toIntExact(
        world
            .fans
            .platform
            .cosmos()
            .dump()
            .filter(item -> item.contains("\"tenantId\":\"" + page.tenantId().value()))
            .filter(item -> item.contains("\"type\":\"fan\""))
            .count());
  }

  private long attackMails() {
    return world.attackMails(page);
  }
}
