package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.fans.FormTokens.Age;
import io.artistos.shared.fans.SignupLimits.Count;
import io.artistos.shared.fans.SignupLimits.Room;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.text.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The numbers that docs/architecture.md gives, and what is beyond each. */
class SignupLimitsTest {

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);

  private final GuardWorld world = new GuardWorld();
  private final Throttle throttle = world.throttle();
  private final SignupLimits limits = new SignupLimits(throttle);
  private final String page = world.fans.page.id();
  private final Optional<ClientNetwork> network = world.network();
  private final Optional<String> token = world.shown(world.fans.page, Duration.ofMinutes(1));

  @Test
  void fiveThousandFormsOfANetworkThenNobody() {
    holds(
        SignupLimits.SHOWN,
        network.orElseThrow().subject(),
        5_000,
        TEN_MINUTES,
        () -> outcome(limits.count(page, Age.RIGHT, world.proof(token, network))),
        "NOBODY suspicious");
  }

  @Test
  void threeHundredFormsOfSomebodysOwnThenOurs() {
    holds(
        SignupLimits.NOT_SHOWN,
        network.orElseThrow().subject(),
        300,
        TEN_MINUTES,
        () -> outcome(limits.count(page, Age.NONE, world.proof(Optional.empty(), network))),
        "AGAIN");
  }

  @Test
  void clientsWhoseAddressIsNotKnownShareOneLimit() {
    holds(
        SignupLimits.NOT_SHOWN,
        "",
        300,
        TEN_MINUTES,
        () ->
            outcome(limits.count(page, Age.NONE, world.proof(Optional.empty(), Optional.empty()))),
        "AGAIN");
  }

  @Test
  void aThousandOfThemAtAPageThenOurs() {
    holds(
        SignupLimits.PAGE_NOT_SHOWN,
        page,
        1_000,
        TEN_MINUTES,
        () -> outcome(limits.count(page, Age.NONE, world.proof(Optional.empty(), world.network()))),
        "AGAIN suspicious");
  }

  @Test
  void sixThousandOfANetworkAtAPageInAnHourThenPersons() {
    holds(
        SignupLimits.CROWD,
        network.orElseThrow().subject() + " " + page,
        6_000,
        HOUR,
        () -> outcome(limits.count(page, Age.RIGHT, world.proof(token, network))),
        "PERSONS suspicious");
  }

  @Test
  void tenThousandAtAPageAndMoreAreSuspicious() {
    holds(
        SignupLimits.PAGE,
        page,
        10_000,
        TEN_MINUTES,
        () -> outcome(limits.count(page, Age.RIGHT, world.proof(token, world.network()))),
        "EVERYBODY suspicious");
  }

  @Test
  void fiveHundredWithOneTokenThenAnother() {
    holds(
        SignupLimits.SHOWING,
        token.orElseThrow(),
        500,
        TEN_MINUTES,
        () -> outcome(limits.count(page, Age.RIGHT, world.proof(token, world.network()))),
        "AGAIN suspicious");
  }

  @Test
  void thirtyOfAnInboxInAnHour() {
    EmailAddress address = EmailAddress.parse(world.address()).orElseThrow();
    holds(
        SignupLimits.MAILBOX,
        address.mailbox(),
        30,
        HOUR,
        () -> limits.tooMuchFor(address) ? "too much" : "EVERYBODY",
        "too much");
  }

  @Test
  void aHundredSuspiciousOnesInTenMinutes() {
    holds(
        PageAttacks.SUSPICIOUS,
        page,
        100,
        TEN_MINUTES,
        () -> {
          try {
            throttle.take(PageAttacks.SUSPICIOUS, page);
            return "EVERYBODY";
          } catch (TooMany e) {
            return "attack";
          }
        },
        "attack");
  }

  /** A network whose limit is used up at one page has its own at another. */
  @Test
  void aCrowdIsOneAtItsPageOnly() {
    throttle.take(SignupLimits.CROWD, network.orElseThrow().subject() + " " + page, 6_000);

    assertThat(limits.count(page, Age.RIGHT, world.proof(token, network)).room())
        .isEqualTo(Room.PERSONS);
    assertThat(limits.count("another page", Age.RIGHT, world.proof(token, network)).room())
        .isEqualTo(Room.EVERYBODY);
  }

  /**
   * The last call that is allowed, the first that is not, and the next window.
   *
   * @param calls the number itself, not the limit's, so that it stays what the documents say
   */
  private void holds(
      Limit limit,
      String subject,
      int calls,
      Duration window,
      Supplier<String> signUp,
      String beyond) {
    throttle.take(limit, subject, calls - 1);

    assertThat(signUp.get()).as("the last").isEqualTo("EVERYBODY");
    assertThat(signUp.get()).as("one more").isEqualTo(beyond);
    world.fans.clock.advance(window.minusSeconds(1));
    assertThat(signUp.get()).as("at the end of the window").isEqualTo(beyond);
    world.fans.clock.advance(Duration.ofSeconds(1));
    assertThat(signUp.get()).as("in the next").isEqualTo("EVERYBODY");
  }

  private static String outcome(Count count) {
    return count.room() + (count.suspicious() ? " suspicious" : "");
  }
}
