package io.artistos.shared.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.vendors.turnstile.TurnstileApi;
import io.artistos.shared.abuse.Challenge.Outcome;
import io.artistos.shared.testing.TestPlatform;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnstileTest {

  private final TestPlatform platform = TestPlatform.get();
  private final TurnstileApi api = platform.vendors().turnstile();
  private final Turnstile turnstile = turnstile(TurnstileApi.SECRET);

  private Turnstile turnstile(String secret) {
    return new Turnstile(platform.vendors().turnstileUri(), TurnstileApi.SITE_KEY, () -> secret);
  }

  @AfterEach
  void behave() {
    api.faults().clear();
  }

  @Test
  void anAnswerPassesOnce() {
    String answer = api.solve("signup", "fans.example");

    assertThat(turnstile.check(answer, "signup")).isEqualTo(Outcome.PASSED);
    assertThat(turnstile.check(answer, "signup")).isEqualTo(Outcome.FAILED);
  }

  @Test
  void anAnswerToSomethingElseFails() {
    assertThat(turnstile.check(api.solve("login", "fans.example"), "signup"))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void whatIsNoAnswerFailsAndIsNotAskedForWhenItCannotBeOne() {
    Faults.Active down = api.faults().add(Fault.answer(500));

    assertThat(turnstile.check("", "signup")).isEqualTo(Outcome.FAILED);
    assertThat(turnstile.check("x".repeat(2_049), "signup")).isEqualTo(Outcome.FAILED);
    assertThat(down.struck()).isZero();

    api.faults().clear();
    assertThat(turnstile.check("forged", "signup")).isEqualTo(Outcome.FAILED);
  }

  /** Fans must not pay for a secret that is wrong or a service that is down. */
  @Test
  void aFaultOfOursOrTheirsIsNotTheFansFault() {
    assertThat(turnstile("wrong").check(api.solve("signup", "x"), "signup"))
        .isEqualTo(Outcome.UNKNOWN);
    for (Fault fault :
        new Fault[] {Fault.answer(503), Fault.answer(500).named("internal-error"), Fault.drop()}) {
      api.faults().clear();
      api.faults().add(fault);
      assertThat(turnstile.check(api.solve("signup", "x"), "signup"))
          .as("%s", fault)
          .isEqualTo(Outcome.UNKNOWN);
    }
  }

  @Test
  void theWidgetComesFromTheOriginThatAPolicyHasToAllow() {
    Challenge.Widget widget =
        new Turnstile(
                URI.create("https://challenges.cloudflare.com/turnstile/v0"), "key", () -> "secret")
            .widget()
            .orElseThrow();

    assertThat(widget.script())
        .hasToString("https://challenges.cloudflare.com/turnstile/v0/api.js");
    assertThat(widget.origin()).isEqualTo("https://challenges.cloudflare.com");
  }
}
