package io.artistos.shared.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.people.Membership;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.Member;
import io.artistos.shared.testing.TeamWorld;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnerNamingTest {

  private static final Actor STAFF = new Actor(Actor.Kind.STAFF, "user_staff");
  private static final String REASON = "Agreed with the team by phone";

  /** Whose owner Clerk knows nothing of. */
  private final TeamWorld world = new TeamWorld();

  private final ArtistMails mails =
      new ArtistMails(world.database, world.platform.emptyQueue(Queues.ARTIST_MAIL), world.clock);
  private final OwnerNaming naming =
      new OwnerNaming(
          world.pages,
          world.accounts,
          world.teams,
          world.people,
          world.listings,
          mails,
          world.log,
          world.clock);
  private final String heir = living("viewer");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void makesAMemberTheOwnerInThePlaceOfWhoCannotSignIn() {
    name(heir);

    assertThat(world.team().members()).containsOnlyKeys(heir);
    assertThat(world.memberOf(heir).role()).isEqualTo("owner");
    assertThat(world.people.accountsOf(heir)).extracting(Membership::role).containsExactly("owner");
    assertThat(events("owner.named"))
        .singleElement()
        .asString()
        .contains("members:" + heir, "user_staff", "succeeded")
        .doesNotContain(REASON);
  }

  @Test
  void tellsEveryMemberOnceAndWhy() {
    name(heir);
    name(heir);

    List<ArtistMailMessage> asked =
        world.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class);
    assertThat(asked).hasSize(1);
    ArtistMail mail =
        world
            .database
            .tenant(world.tenant, Containers.ACCOUNTS)
            .read(asked.getFirst().mail(), ArtistMail.class)
            .orElseThrow()
            .value();
    assertThat(mail.kind()).isEqualTo(ArtistMail.Kind.OWNER_NAMED);
    Account account = world.accounts.open(world.tenant);
    assertThat(new OwnerNamedMail(world.database).compose(mail, account).orElseThrow().text())
        .contains(REASON)
        .doesNotContain(heir);
    assertThat(events("owner.named")).hasSize(1);
  }

  @Test
  void leavesAnAccountAloneThatHasAnOwnerWhoCanSignIn() {
    String second = living("owner");

    assertRefused(heir, "owner-there");
    assertThat(world.memberOf(heir).role()).isEqualTo("viewer");
    name(second);
    assertThat(world.team().members()).containsKeys(world.owner, heir);
  }

  @Test
  void namesNobodyWhoCannotSignInOrIsNoMember() {
    String gone = world.member("manager");
    assertRefused(gone, "no-sign-in");
    assertThatThrownBy(() -> name("user_nobody")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> naming.name(call(Map.of("userId", heir)), slug()))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> naming.name(call(body(heir)), "nobody-there"))
        .isInstanceOf(NotFound.class);
    assertThat(world.memberOf(world.owner).role()).isEqualTo("owner");
  }

  @Test
  void namesAnOwnerForADeletedAccountWhileItCanBeTakenBack() {
    mark(new Account.Deletion(now(), now().plus(Duration.ofDays(14))).ofChild("user_child"));
    assertThatThrownBy(() -> name(heir)).isInstanceOf(NotFound.class);
    mark(new Account.Deletion(now(), now().plus(Duration.ofDays(14))));

    name(heir);

    assertThat(world.memberOf(heir).role()).isEqualTo("owner");
  }

  @Test
  void namesOneWhenManyAreNamedAtOnce() throws InterruptedException, ExecutionException {
    List<String> heirs = List.of(heir, living("viewer"), living("viewer"), living("viewer"));
    try (ExecutorService staff = Executors.newFixedThreadPool(heirs.size())) {
      List<Future<Boolean>> named =
          heirs.stream().map(one -> staff.submit(() -> isNamed(one))).toList();
      int won = 0;
      for (Future<Boolean> one : named) {
        won += one.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(world.team().owners()).isEqualTo(1);
    assertThat(events("owner.named")).hasSize(1);
  }

  private boolean isNamed(String userId) {
    try {
      name(userId);
      return true;
    } catch (NotAllowedNow e) {
      return false;
    }
  }

  private Instant now() {
    return world.clock.instant();
  }

  private void mark(Account.Deletion deletion) {
    world
        .database
        .tenant(world.tenant, Containers.ACCOUNTS)
        .update(Account.ID, Account.class, account -> account.with(deletion));
  }

  /** A member whom Clerk knows. */
  private String living(String role) {
    String id = world.person("ada-" + world.hex() + "@example.com", true);
    world.teams.change(world.tenant, team -> team.with(id, new Member(role, now()), now()));
    return id;
  }

  private void name(String userId) {
    assertThat(naming.name(call(body(userId)), slug()).userId()).isEqualTo(userId);
  }

  private void assertRefused(String userId, String code) {
    assertThatThrownBy(() -> name(userId))
        .isInstanceOfSatisfying(NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private String slug() {
    return world.page.slug().value();
  }

  private static Map<String, String> body(String userId) {
    return Map.of("userId", userId, "reason", REASON);
  }

  private List<String> events(String action) {
    return world
        .platform
        .cosmos()
        .dump()
        .filter(item -> item.contains("\"" + action + "\""))
        .filter(item -> item.contains("\"tenantId\":\"" + world.tenant + "\""))
        .toList();
  }

  private static Call call(Map<String, String> body) {
    return new Call(
            "POST",
            URI.create("https://artistos.example/api/staff/accounts/mira/owner"),
            Map.of("content-type", "application/json"),
            Map.of(),
            Optional.of(Json.write(body)))
        .with(new Visitor(STAFF, Optional.empty(), Set.of(), Optional.empty()));
  }
}
