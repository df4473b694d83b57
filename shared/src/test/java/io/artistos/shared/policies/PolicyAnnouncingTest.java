package io.artistos.shared.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.FieldError;
import io.artistos.shared.errors.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyAnnouncingTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration NOTICE = Duration.ofDays(15);

  private final PolicyWorld world = new PolicyWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void leavesFifteenDaysBeforeAMaterialVersionTakesEffect() {
    assertThat(refused(PolicyKind.TERMS, "2", NOTICE.minusMillis(1), true))
        .containsExactly("effectiveAt too-early");

    PolicyVersion announced = world.announce(PolicyKind.TERMS, "2", NOTICE, true);

    assertThat(announced.announcedAt()).isEqualTo(world.clock.instant());
    assertThat(announced.effectiveAt()).isEqualTo(world.clock.instant().plus(NOTICE));
  }

  @Test
  void letsAnImmaterialVersionTakeEffectAtOnceButNotBefore() {
    assertThat(refused(PolicyKind.TERMS, "2", Duration.ofMillis(-1), false))
        .containsExactly("effectiveAt too-early");

    world.announce(PolicyKind.TERMS, "2", Duration.ZERO, false);

    assertThat(world.policies.isCurrent(PolicyKind.TERMS, "2", world.clock.instant())).isTrue();
  }

  @Test
  void takesVersionsOfAKindInTheOrderInWhichTheyTakeEffect() {
    world.announce(PolicyKind.TERMS, "2", DAY.multipliedBy(40), true);

    assertThat(refused(PolicyKind.TERMS, "3", DAY.multipliedBy(40), true))
        .containsExactly("effectiveAt too-early");
    world.announce(PolicyKind.PRIVACY_POLICY, "2", DAY.multipliedBy(20), true);
    world.announce(PolicyKind.TERMS, "3", DAY.multipliedBy(40).plusMillis(1), true);
  }

  @Test
  void answersTheSameToTheSameAgainHoweverLate() {
    Instant at = world.clock.instant().plus(NOTICE);
    var call = PolicyWorld.call(PolicyWorld.body(PolicyKind.TERMS, "2", at, true));
    PolicyVersion first = world.announcing.announce(call);
    world.clock.advance(DAY);

    Map<String, Long> cost =
        world.platform.costOf(() -> assertThat(world.announcing.announce(call)).isEqualTo(first));

    assertThat(cost).isEqualTo(Map.of("read directory", 1L));
    assertThat(world.announcements.latest()).hasSize(1);
  }

  @Test
  void refusesAKnownVersionThatSaysSomethingElse() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    String builtIn = PolicyVersion.builtIn(PolicyKind.TERMS).version();

    assertThatThrownBy(() -> world.announce(PolicyKind.TERMS, "2", NOTICE.plus(DAY), true))
        .isInstanceOf(AlreadyExists.class);
    assertThatThrownBy(() -> world.announce(PolicyKind.TERMS, builtIn, NOTICE.plus(DAY), true))
        .isInstanceOf(AlreadyExists.class);
    world.announce(PolicyKind.PRIVACY_POLICY, "2", NOTICE.plus(DAY), true);
  }

  @Test
  void isOneConditionalWrite() {
    assertThat(world.platform.costOf(() -> world.announce(PolicyKind.TERMS, "2", NOTICE, true)))
        .isEqualTo(Map.of("read directory", 1L, "create directory", 1L));
    assertThat(
            world.platform.costOf(
                () -> world.announce(PolicyKind.TERMS, "3", NOTICE.plus(DAY), true)))
        .isEqualTo(Map.of("read directory", 1L, "replace directory", 1L));
  }

  @Test
  void keepsEveryVersionThatWasAnnouncedAtTheSameTimeAsAnother() throws Exception {
    List<PolicyKind> kinds = List.of(PolicyKind.values());
    try (ExecutorService threads = Executors.newFixedThreadPool(kinds.size())) {
      for (int i = 0; i < 10; i++) {
        String version = "v" + i;
        Duration ahead = NOTICE.plusDays(i);
        List<Future<PolicyVersion>> both =
            kinds.stream()
                .map(kind -> threads.submit(() -> world.announce(kind, version, ahead, true)))
                .toList();
        for (Future<PolicyVersion> one : both) {
          one.get();
        }
      }
    }

    assertThat(world.announcements.latest().stream().map(Announcement::policy))
        .extracting(one -> one.kind() + " " + one.version())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(i -> kinds.get(i % 2) + " v" + i / 2).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "kind, cookies, kind invalid",
    "kind, , kind required",
    "version, a_b, version invalid",
    "version, '', version required",
    "effectiveAt, tomorrow, effectiveAt invalid",
    "effectiveAt, 2030-01-01T00:00:00, effectiveAt invalid",
    "effectiveAt, 2100-01-01T00:00:00Z, effectiveAt too-late",
    "material, yes, material wrong-type",
    "material, , material invalid",
    "summary, ' ', summary required",
    "url, http://artistos.example/terms, url invalid",
    "url, https:terms, url invalid",
    "url, https://a:b@artistos.example/, url invalid",
    "url, 'https://artistos.example/a b', url invalid",
  })
  void saysWhatIsWrong(String field, String value, String code) {
    Map<String, Object> body =
        new TreeMap<>(
            PolicyWorld.body(PolicyKind.TERMS, "2", world.clock.instant().plus(NOTICE), true));
    if (value == null) {
      body.remove(field);
    } else {
      body.put(field, value);
    }

    InvalidInput refused =
        catchThrowableOfType(
            InvalidInput.class, () -> world.announcing.announce(PolicyWorld.call(body)));

    assertThat(codes(refused)).contains(code);
    assertThat(world.announcements.latest()).isEmpty();
  }

  private List<String> refused(PolicyKind kind, String version, Duration ahead, boolean material) {
    return codes(
        catchThrowableOfType(
            InvalidInput.class, () -> world.announce(kind, version, ahead, material)));
  }

  private static List<String> codes(InvalidInput refused) {
    return refused.errors().stream().map(PolicyAnnouncingTest::code).toList();
  }

  private static String code(FieldError error) {
    return error.field() + " " + error.code();
  }
}
