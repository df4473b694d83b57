package io.artistos.shared.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Unauthenticated;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** A good token with something changed, and texts that are none. */
class TokenChangesTest {

  private static final String BASE64URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static final java.util.concurrent.atomic.AtomicReference<@Nullable SignInWorld> WORLD =
      new java.util.concurrent.atomic.AtomicReference<>();

  private final SignInWorld world = Objects.requireNonNull(WORLD.get());
  private final String token = world.token();

  @BeforeContainer
  static void start() {
    WORLD.set(new SignInWorld());
  }

  @AfterContainer
  static void stop() {
    Objects.requireNonNull(WORLD.get()).close();
  }

  @Example
  void unchangedItIsGood() {
    assertThat(world.tokens.verify(token).userId()).isEqualTo("user_2bQKXM");
  }

  @Property
  void refusesAnyOtherCharacter(
      @ForAll @IntRange(max = 10_000) int place, @ForAll("characters") char other) {
    int at = place % token.length();
    Assume.that(token.charAt(at) != other);
    assertRefused(token.substring(0, at) + other + token.substring(at + 1));
  }

  @Property(tries = 300)
  void refusesOneCharacterMoreOrLess(
      @ForAll @IntRange(max = 10_000) int place, @ForAll("characters") char more) {
    int at = place % token.length();
    assertRefused(token.substring(0, at) + more + token.substring(at));
    assertRefused(token.substring(0, at) + token.substring(at + 1));
  }

  /** Its last bits are left over, so that a lenient decoder takes sixteen characters for one. */
  @Example
  void refusesAnyOtherCharacterAtTheEndOfEachSegment() {
    for (int at = 0; at < token.length(); at++) {
      if (at + 1 < token.length() && token.charAt(at + 1) != '.') {
        continue;
      }
      for (int i = 0; i < BASE64URL.length(); i++) {
        char other = BASE64URL.charAt(i);
        if (token.charAt(at) != other) {
          assertRefused(token.substring(0, at) + other + token.substring(at + 1));
        }
      }
    }
  }

  @Property
  void refusesWhateverElseThereIs(@ForAll String text) {
    assertRefused(text);
  }

  @Property
  void refusesWhateverAHeaderMayHold(@ForAll String header, @ForAll String claims) {
    assertRefused(SignInWorld.input(header, claims) + ".AAAA");
    assertRefused(SignInWorld.input("{\"alg\":" + header + "}", claims) + ".AAAA");
  }

  @Provide
  Arbitrary<Character> characters() {
    return Arbitraries.oneOf(Arbitraries.chars().with(BASE64URL), Arbitraries.chars().all());
  }

  private void assertRefused(String other) {
    assertThatThrownBy(() -> world.tokens.verify(other)).isInstanceOf(Unauthenticated.class);
  }
}
