package io.artistos.shared.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.people.Acceptance;
import io.artistos.shared.people.Acceptances;
import io.artistos.shared.people.ClerkApi;
import io.artistos.shared.people.People;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptancesTest {

  private static final Duration NOTICE = PolicyAnnouncing.NOTICE;
  private static final Duration NEWS = PolicyVersion.NEWS_AFTER;

  private final PolicyWorld world = new PolicyWorld();
  private final People people =
      new People(
          world.database,
          new ClerkApi(URI.create("http://127.0.0.1:9"), name -> new Secret<>("sk"), "clerk"),
          world.clock);
  private final Acceptances acceptances = new Acceptances(people, world.policies, world.clock);
  private final String ada = world.anybody();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keepsTheFirstTimeOfWhatIsAcceptedTwice() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    Instant first = world.clock.instant();
    Acceptance accepted = accept("terms", "2");
    world.clock.advance(Duration.ofHours(1));

    assertThat(accepted).isEqualTo(new Acceptance(PolicyKind.TERMS, "2", first));
    assertThat(world.platform.costOf(() -> assertThat(accept("terms", "2")).isEqualTo(accepted)))
        .isEqualTo(Map.of("read directory", 1L));
    assertThat(acceptances.of(ada).accepted()).containsExactly(accepted);
  }

  @Test
  void saysWhichMaterialVersionsAreOpen() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    world.announce(PolicyKind.PRIVACY_POLICY, "2", NOTICE, false);

    assertThat(acceptances.of(ada).open())
        .extracting(one -> one.policy().word() + " " + one.version())
        .containsExactly("terms 2");
    accept("terms", "2");
    assertThat(acceptances.of(ada).open()).isEmpty();
    assertThat(acceptances.of(world.anybody()).open()).hasSize(1);
  }

  @Test
  void showsMembersWhatTheyAcceptedAndKeysAndStaffNothingOfThat() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    assertThat(banners(Actor.Kind.MEMBER)).extracting(Banner::accepted).containsExactly(false);
    accept("terms", "2");

    assertThat(banners(Actor.Kind.MEMBER)).extracting(Banner::accepted).containsExactly(true);
    assertThat(banners(Actor.Kind.KEY)).extracting(Banner::accepted).containsOnlyNulls();
    assertThat(banners(Actor.Kind.STAFF)).extracting(Banner::accepted).containsOnlyNulls();
    assertThat(world.platform.costOf(() -> banners(Actor.Kind.MEMBER)))
        .isEqualTo(Map.of("read directory", 1L));
  }

  @Test
  void showsWhatHoldsUntilItIsAccepted() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    world.clock.advance(NOTICE.plus(NEWS));

    assertThat(banners(Actor.Kind.MEMBER)).hasSize(1);
    assertThat(banners(Actor.Kind.KEY)).isEmpty();
    accept("terms", "2");
    assertThat(banners(Actor.Kind.MEMBER)).isEmpty();
  }

  @Test
  void leavesAnOldAcceptanceAsItWasWhenANewVersionIsAnnounced() {
    Acceptance old = accept("terms", PolicyVersion.builtIn(PolicyKind.TERMS).version());
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    world.clock.advance(NOTICE);
    Acceptance renewed = accept("terms", "2");

    assertThat(acceptances.of(ada).accepted()).containsExactly(old, renewed);
  }

  @Test
  void refusesWhatWasReplacedOrNeverAnnounced() {
    world.announce(PolicyKind.TERMS, "2", NOTICE, true);
    world.clock.advance(NOTICE);
    world.announce(PolicyKind.TERMS, "3", NOTICE, true);
    world.clock.advance(NOTICE);

    assertThatThrownBy(() -> accept("terms", "2"))
        .isInstanceOfSatisfying(
            NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo("policy-replaced"));
    assertThatThrownBy(() -> accept("terms", "9")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> accept("privacyPolicy", "3")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> accept("cookies", "3")).isInstanceOf(InvalidInput.class);
    assertThat(acceptances.of(ada).accepted()).isEmpty();
    assertThat(banners(Actor.Kind.MEMBER)).extracting(Banner::version).containsExactly("3");
  }

  private Acceptance accept(String kind, String version) {
    return acceptances.accept(
        new Call(
                "POST",
                URI.create("https://artistos.example/api/acceptances"),
                Map.of("content-type", "application/json"),
                Map.of(),
                Optional.of(Json.write(Map.of("kind", kind, "version", version))))
            .with(visitor(Actor.Kind.PERSON)));
  }

  private List<Banner> banners(Actor.Kind kind) {
    return acceptances.banners(visitor(kind));
  }

  private Visitor visitor(Actor.Kind kind) {
    return new Visitor(new Actor(kind, ada), Optional.empty(), Set.of(), Optional.empty());
  }
}
