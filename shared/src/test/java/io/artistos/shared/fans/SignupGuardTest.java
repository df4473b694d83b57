package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.faults.Fault;
import io.artistos.local.vendors.turnstile.TurnstileApi;
import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.abuse.Turnstile;
import io.artistos.shared.fans.GuardWorld.Outcome;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignupGuardTest {

  private final GuardWorld world = new GuardWorld();
  private final FanPage page = world.fans.page;
  private final TurnstileApi turnstile = world.fans.platform.vendors().turnstile();
  private final Challenge challenge =
      new Turnstile(
          world.fans.platform.vendors().turnstileUri(),
          TurnstileApi.SITE_KEY,
          () -> TurnstileApi.SECRET);

  @Test
  void aFormIsTakenFromASecondAfterItWasShownToADayAfter() {
    SignupGuard guard = world.instance();

    assertThat(sent(guard, Duration.ZERO)).isEqualTo(Outcome.AGAIN);
    assertThat(sent(guard, Duration.ofSeconds(1))).isEqualTo(Outcome.TAKEN);
    assertThat(sent(guard, Duration.ofDays(1))).isEqualTo(Outcome.TAKEN);
    assertThat(sent(guard, Duration.ofDays(1).plusSeconds(1))).isEqualTo(Outcome.AGAIN);

    // Tokens know whole seconds.
    world.fans.clock.advance(Duration.ofMillis(999));
    assertThat(sent(guard, Duration.ZERO)).isEqualTo(Outcome.AGAIN);
  }

  private Outcome sent(SignupGuard guard, Duration after) {
    return world.signUp(
        guard, page, world.address(), world.proof(world.shown(page, after), world.network()));
  }

  /** Who mends a mistake at once must not be sent back a second time. */
  @Test
  void aFormThatComesBackKeepsItsTokenWhileThatIsGood() {
    String young = world.shown(page, Duration.ZERO).orElseThrow();
    String right = world.shown(page, Duration.ofMinutes(1)).orElseThrow();
    String old = world.shown(page, FormTokens.MOST.plusSeconds(1)).orElseThrow();

    assertThat(world.tokens.again(page, young, true)).isEqualTo(young);
    assertThat(world.tokens.again(page, right, false)).isEqualTo(right);
    assertThat(world.tokens.again(page, right, true)).isNotEqualTo(right);
    assertThat(world.tokens.again(page, old, false)).isNotEqualTo(old);
    assertThat(world.tokens.again(page, "", false)).isNotEmpty();
  }

  /** Also of the same artist's. */
  @Test
  void aTokenOfAnotherPageIsForged() {
    SignupGuard guard = world.instance();
    TenantId stranger = new GuardWorld().fans.tenant;

    assertThat(sent(guard, page.id(), page.tenantId())).isEqualTo(Outcome.TAKEN);
    assertThat(sent(guard, "another-page-of-theirs", page.tenantId())).isEqualTo(Outcome.AGAIN);
    assertThat(sent(guard, page.id(), stranger)).isEqualTo(Outcome.AGAIN);
  }

  private Outcome sent(SignupGuard guard, String pageId, TenantId tenant) {
    FanPage shown = FanPage.of(pageId, tenant, page.slug(), "Mira", null, FanWorld.START);
    FormProof proof = world.proof(world.shown(shown, Duration.ofMinutes(1)), world.network());
    return world.signUp(guard, page, world.address(), proof);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trapped", "forged", "thrown away", "beyond a limit"})
  void aHundredOfWhatNoFanSendsTurnThePageStrict(String what) {
    Throttle throttle = world.throttle();
    SignupGuard guard = world.instance(Challenge.none(), throttle);
    if (what.equals("beyond a limit")) {
      exhaust(throttle, SignupLimits.PAGE, page.id());
    }
    FormProof plain = world.proof(Optional.empty(), world.network());
    for (int i = 0; i < PageAttacks.SUSPICIOUS.calls(); i++) {
      odd(guard, what);
    }
    world.fans.clock.advance(Duration.ofSeconds(31));
    assertThat(world.signUp(world.instance(), page, world.address(), plain))
        .as("after a hundred")
        .isEqualTo(Outcome.TAKEN);

    odd(guard, what);

    assertThat(world.signUp(world.instance(), page, world.address(), plain))
        .as("after one more")
        .isEqualTo(Outcome.AGAIN);
  }

  private void odd(SignupGuard guard, String what) {
    Optional<String> token =
        what.equals("forged")
            ? Optional.of("x".repeat(FormTokens.LENGTH))
            : world.shown(page, Duration.ofMinutes(1));
    String address =
        what.equals("thrown away")
            ? world.address().replace("example.com", "mailinator.com")
            : world.address();
    FormProof proof =
        new FormProof(token, what.equals("trapped"), Optional.empty(), world.network());
    world.signUp(guard, page, address, proof);
  }

  @Test
  void whoFillsInWhatNobodySeesIsNotStored() {
    String address = world.address();
    FormProof proof =
        new FormProof(
            world.shown(page, Duration.ofMinutes(1)), true, Optional.empty(), world.network());

    Map<String, Long> cost =
        world.fans.costOf(
            () ->
                assertThat(world.signUp(world.instance(), page, address, proof))
                    .isEqualTo(Outcome.TAKEN));

    assertThat(cost).doesNotContainKey("create fans");
  }

  /** The page is read for the first time here; nothing else is asked at an ordinary time. */
  @Test
  void anOrdinarySignUpCostsOneCreateAndOneReadInHalfAMinute() {
    SignupGuard guard = world.instance();
    person(guard);

    assertThat(world.fans.costOf(() -> person(guard))).isEqualTo(Map.of("create fans", 1L));
    world.fans.clock.advance(Duration.ofSeconds(31));
    assertThat(world.fans.costOf(() -> person(guard)))
        .containsEntry("create fans", 1L)
        .containsEntry("read directory", 2L);
  }

  private void person(SignupGuard guard) {
    assertThat(world.signUp(guard, page, world.address(), world.person(page, world.network())))
        .isEqualTo(Outcome.TAKEN);
  }

  @Test
  void aDisposableAddressIsTakenUntilThePageIsUnderAttack() {
    SignupGuard guard = world.instance();
    FormProof person = world.person(page, world.network());
    assertThat(world.signUp(guard, page, "a@mailinator.com", person)).isEqualTo(Outcome.TAKEN);

    attack(guard);

    assertThat(world.signUp(guard, page, "b@eu.mailinator.com", person))
        .isEqualTo(Outcome.DISPOSABLE);
  }

  @Test
  void underAttackWhereItIsConfiguredAFanPassesAChallenge() {
    SignupGuard guard = world.instance(challenge);
    FormProof person = world.person(page, world.network());
    assertThat(world.signUp(guard, page, world.address(), person)).isEqualTo(Outcome.TAKEN);

    attack(guard);

    assertThat(world.signUp(guard, page, world.address(), person)).isEqualTo(Outcome.CHALLENGED);
    assertThat(world.signUp(guard, page, world.address(), answering("forged")))
        .isEqualTo(Outcome.CHALLENGED);
    String answer = turnstile.solve(SignupGuard.ACTION, "fans.example");
    assertThat(world.signUp(guard, page, world.address(), answering(answer)))
        .isEqualTo(Outcome.TAKEN);
    assertThat(world.signUp(guard, page, world.address(), answering(answer)))
        .as("the same answer once more")
        .isEqualTo(Outcome.CHALLENGED);
  }

  @Test
  void whenTheChallengeCannotBeCheckedFansGetThrough() {
    SignupGuard guard = world.instance(challenge);
    attack(guard);
    turnstile.faults().add(Fault.answer(503));
    try {
      assertThat(world.signUp(guard, page, world.address(), answering("anything")))
          .isEqualTo(Outcome.TAKEN);
    } finally {
      turnstile.faults().clear();
    }
  }

  /** An answer is good for one check, so that it still is when it was not checked. */
  @Test
  void nobodyIsAskedAboutTheAnswerOfASignUpThatIsBeyondALimit() {
    Throttle throttle = world.throttle();
    SignupGuard guard = world.instance(challenge, throttle);
    attack(guard);
    String answer = turnstile.solve(SignupGuard.ACTION, "fans.example");
    FormProof worn =
        new FormProof(
            world.shown(page, Duration.ofMinutes(2)), false, Optional.of(answer), world.network());
    exhaust(throttle, SignupLimits.SHOWING, worn.token().orElseThrow());
    Optional<ClientNetwork> full = world.network();
    exhaust(throttle, SignupLimits.SHOWN, full.orElseThrow().subject());

    assertThat(world.signUp(guard, page, world.address(), worn)).isEqualTo(Outcome.AGAIN);
    assertThat(world.signUp(guard, page, world.address(), answering(answer, full)))
        .isEqualTo(Outcome.TOO_MANY);
    assertThat(world.signUp(guard, page, world.address(), answering(answer)))
        .isEqualTo(Outcome.TAKEN);
  }

  @Test
  void whereNoHallIsSoLargeAFanPassesAChallengeOrWaits() {
    Optional<ClientNetwork> full = world.network();
    Throttle throttle = world.throttle();
    exhaust(throttle, SignupLimits.CROWD, full.orElseThrow().subject() + " " + page.id());
    SignupGuard guard = world.instance(challenge, throttle);

    assertThat(world.signUp(guard, page, world.address(), world.person(page, full)))
        .isEqualTo(Outcome.CHALLENGED);
    String answer = turnstile.solve(SignupGuard.ACTION, "fans.example");
    assertThat(world.signUp(guard, page, world.address(), answering(answer, full)))
        .isEqualTo(Outcome.TAKEN);
    assertThat(world.signUp(guard, page, world.address(), world.person(page, world.network())))
        .as("elsewhere")
        .isEqualTo(Outcome.TAKEN);
    SignupGuard without = world.instance(Challenge.none(), throttle);
    assertThat(world.signUp(without, page, world.address(), world.person(page, full)))
        .as("without a challenge")
        .isEqualTo(Outcome.TOO_MANY);
    turnstile.faults().add(Fault.answer(503));
    try {
      assertThat(world.signUp(guard, page, world.address(), answering("anything", full)))
          .as("while it cannot be checked")
          .isEqualTo(Outcome.TOO_MANY);
    } finally {
      turnstile.faults().clear();
    }
  }

  @Test
  void answersThatFailKeepThePageStrict() {
    SignupGuard guard = world.instance(challenge);
    attack(guard);
    world.fans.clock.advance(PageAttacks.LASTS.minusMinutes(1));
    for (int i = 0; i <= PageAttacks.SUSPICIOUS.calls(); i++) {
      assertThat(world.signUp(guard, page, world.address(), answering("forged")))
          .isEqualTo(Outcome.CHALLENGED);
    }
    world.fans.clock.advance(Duration.ofMinutes(2));

    assertThat(world.signUp(guard, page, world.address(), world.person(page, world.network())))
        .isEqualTo(Outcome.CHALLENGED);
  }

  private static void exhaust(Throttle throttle, Limit limit, String subject) {
    throttle.take(limit, subject, limit.calls());
  }

  private FormProof answering(String answer) {
    return answering(answer, world.network());
  }

  private FormProof answering(String answer, Optional<ClientNetwork> network) {
    return new FormProof(
        world.shown(page, Duration.ofMinutes(1)), false, Optional.of(answer), network);
  }

  /** Another instance learns of it within half a minute. */
  @Test
  void anAttackIsKnownToAllInstancesAndOverAfterHalfAnHour() {
    SignupGuard other = world.instance();
    FormProof program = world.proof(Optional.empty(), world.network());
    assertThat(world.signUp(other, page, world.address(), program)).isEqualTo(Outcome.TAKEN);

    attack(world.instance());

    world.fans.clock.advance(Duration.ofSeconds(31));
    assertThat(world.signUp(other, page, world.address(), program)).isEqualTo(Outcome.AGAIN);
    world.fans.clock.advance(Duration.ofMinutes(29));
    assertThat(world.signUp(other, page, world.address(), program)).isEqualTo(Outcome.AGAIN);
    world.fans.clock.advance(Duration.ofSeconds(30));
    assertThat(world.signUp(other, page, world.address(), program)).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void anAttackOnOnePageIsNoneOnAnother() {
    FanPage other = world.fans.platform.openArtist(world.fans.clock, "Other Band");
    SignupGuard guard = world.instance();
    attack(guard);
    forged(guard, other);

    FormProof plain = world.proof(Optional.empty(), world.network());
    assertThat(world.signUp(guard, page, world.address(), plain)).isEqualTo(Outcome.AGAIN);
    assertThat(world.signUp(guard, other, world.address(), plain)).isEqualTo(Outcome.TAKEN);
  }

  private void attack(SignupGuard guard) {
    for (int i = 0; i <= PageAttacks.SUSPICIOUS.calls(); i++) {
      forged(guard, page);
    }
  }

  private void forged(SignupGuard guard, FanPage at) {
    Optional<String> token = Optional.of("x".repeat(FormTokens.LENGTH));
    world.signUp(guard, at, world.address(), world.proof(token, world.network()));
  }
}
