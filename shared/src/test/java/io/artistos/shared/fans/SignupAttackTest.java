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
    FanMailer mailer = world.fans.mailer();
    List<FanMailMessage> messages;
    do {
      messages = world.fans.platform.receive(Queues.FAN_MAIL, FanMailMessage.class);
      for (FanMailMessage message : messages) {
        mailer.handle(message);
        // Delivered twice.
        mailer.handle(message);
      }
    } while (!messages.isEmpty());

    assertThat(outcomes).isEqualTo(Map.of(Outcome.TAKEN, 40));
    assertThat(world.fans.platform.vendors().mailsTo(victim)).hasSize(MailAllowance.MOST);
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
    return world
        .fans
        .platform
        .cosmos()
        .dump()
        .filter(item -> item.contains("\"tenantId\":\"" + page.tenantId().value()))
        .filter(item -> item.contains("\"type\":\"artistMail\""))
        .filter(item -> item.contains("page-under-attack"))
        .count();
  }
}
