package io.artistos.shared.fans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageEditing;
import io.artistos.shared.pages.RedirectHosts;
import io.artistos.shared.pages.ShortLinks;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.testing.Calls;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanLinksTest {

  private final FanWorld world = new FanWorld();
  private final String email = world.anyAddress();

  static String token(URI link) {
    return link.getQuery().substring("t=".length()).split("&", 2)[0];
  }

  @BeforeEach
  void signUp() {
    world.signUp(email);
    world.handleMessages(world.mailer());
  }

  @Test
  void confirmingCostsOneReadAndOneWriteWithTheAccountInMemory() {
    world.links.lookAtConfirmation(confirmToken());
    String token = confirmToken();

    assertThat(world.costOf(() -> world.links.confirm(token)))
        // The page as well, which says where to go on to.
        .isEqualTo(Map.of("read fans", 1L, "replace fans", 1L, "read accounts", 1L));
    assertThat(world.fan(email).status()).isEqualTo(FanStatus.CONFIRMED);
    assertThat(world.costOf(() -> world.links.confirm(token))).isEqualTo(Map.of("read fans", 1L));
  }

  @Test
  void leavingCostsOneReadAndOneWriteAndKeepsTheFirstTime() {
    world.links.lookAtUnsubscription(unsubscribeToken());
    String token = unsubscribeToken();

    assertThat(world.costOf(() -> world.links.unsubscribe(token)))
        .isEqualTo(Map.of("read fans", 1L, "replace fans", 1L));
    world.clock.advance(Duration.ofDays(1));
    world.links.unsubscribe(token);
    assertThat(world.fan(email).unsubscribedAt()).isEqualTo(FanWorld.START);
  }

  @Test
  void lookingChangesNothingAndCostsTheArtistsNameOnce() {
    String confirm = confirmToken();
    String unsubscribe = unsubscribeToken();

    assertThat(
            world.costOf(
                () -> {
                  world.links.lookAtConfirmation(confirm);
                  world.links.lookAtUnsubscription(unsubscribe);
                }))
        .isEqualTo(Map.of("read accounts", 1L));
  }

  @Test
  void aConfirmationLinkRunsOutAfterSevenDays() {
    String token = confirmToken();
    world.clock.advance(Duration.ofDays(7).plusSeconds(1));

    assertExpired(() -> world.links.confirm(token));
    assertThat(world.fan(email).status()).isEqualTo(FanStatus.PENDING);
  }

  @Test
  void anUnsubscribeLinkNeverRunsOut() {
    String token = unsubscribeToken();
    world.clock.advance(Duration.ofDays(3_650));
    world.links.unsubscribe(token);

    assertThat(world.fan(email).status()).isEqualTo(FanStatus.UNSUBSCRIBED);
  }

  @Test
  void aConfirmationLinkDoesNotBringBackWhoLeft() {
    String token = confirmToken();
    world.clock.advance(Duration.ofMinutes(1));
    world.links.unsubscribe(unsubscribeToken());

    assertExpired(() -> world.links.confirm(token));
    assertThat(world.fan(email).status()).isEqualTo(FanStatus.UNSUBSCRIBED);
  }

  @Test
  void neitherLinkDoesTheOthersWork() {
    String confirm = confirmToken();
    String unsubscribe = unsubscribeToken();

    assertThatThrownBy(() -> world.links.unsubscribe(confirm)).isInstanceOf(InvalidToken.class);
    assertThatThrownBy(() -> world.links.confirm(unsubscribe)).isInstanceOf(InvalidToken.class);
  }

  @Test
  void whoWasErasedIsOffTheListAndCannotConfirm() {
    String confirm = confirmToken();
    String unsubscribe = unsubscribeToken();
    world.platform.database().tenant(world.tenant, Containers.FANS).delete(world.idOf(email));

    assertThat(world.links.unsubscribe(unsubscribe)).contains(world.page.artistName());
    assertExpired(() -> world.links.confirm(confirm));
  }

  @Test
  void whoConfirmedGoesOnWhereThePageOfTheirSignUpMaySendThem() {
    RedirectHosts hosts = new RedirectHosts(world.platform.database());
    hosts.set(world.tenant, call("{\"hosts\": [\"band.example\"]}"));
    publish("{\"texts\": {\"en\": {}}, \"redirect\": \"https://band.example/thanks\"}");
    world.clock.advance(Duration.ofMinutes(1));

    assertThat(world.links.confirm(confirmToken()).goOn())
        .contains(URI.create("https://band.example/thanks"));

    hosts.set(world.tenant, call("{\"hosts\": []}"));
    assertThat(world.links.confirm(confirmToken()).goOn()).isPresent(); // as it is kept
    world.clock.advance(Duration.ofMinutes(1));

    assertThat(world.links.confirm(confirmToken()).goOn()).isEmpty();
  }

  private void publish(String body) {
    Database database = world.platform.database();
    FanPages pages = new FanPages(database, world.clock);
    PageEditing editing =
        new PageEditing(
            database,
            pages,
            new SlugClaims(database, world.platform.retiredSlugs(world.clock)),
            new ShortLinks(database, pages, world.random, world.clock),
            URI.create("https://artistos.example"),
            world.random,
            world.clock);
    editing.draft(world.tenant, world.page.id(), call(body));
    editing.publish(world.tenant, world.page.id(), call(""));
  }

  private static Call call(String body) {
    Actor somebody = new Actor(Actor.Kind.MEMBER, "user_1");
    return Calls.post(body)
        .with(new Visitor(somebody, Optional.empty(), Set.of(), Optional.empty()));
  }

  private String confirmToken() {
    return token(world.links.confirmUrl(world.fan(email)));
  }

  private String unsubscribeToken() {
    return token(world.links.unsubscribeUrl(world.fan(email)));
  }

  private static void assertExpired(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            InvalidToken.class, e -> assertThat(e.reason()).isEqualTo(InvalidToken.Reason.EXPIRED));
  }
}
