package io.artistos.shared.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.testing.TeamWorld;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

  private final TeamWorld world = new TeamWorld();
  private final ApiKeys keys = new ApiKeys(world.teams, world.directory, world.random, world.clock);
  private final NewApiKey wanted =
      new NewApiKey("Sync", Set.of(Permission.FANS_READ), Duration.ofDays(30), 60);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void isShownOnceAndKeptNowhere() {
    IssuedKey made = keys.create(world.tenant, world.owner(), wanted);
    String secret = made.key().substring("artistos_".length(), "artistos_".length() + 32);

    assertThat(made.apiKey().state()).isEqualTo(ApiKeyView.State.WORKS);
    assertThat(made.key()).endsWith(made.apiKey().hint());
    assertThat(made.toString()).isEqualTo("[redacted]");
    assertThat(keys.list(world.tenant).items()).containsExactly(made.apiKey());
    assertThat(world.platform.cosmos().dump().filter(item -> item.contains(secret))).isEmpty();
    assertThat(
            world
                .platform
                .cosmos()
                .dump()
                .filter(item -> item.contains(KeyDirectory.Entry.idOf(made.key()))))
        .singleElement()
        .asString()
        .contains("\"ttl\":" + Duration.ofDays(30).toSeconds());
  }

  @Test
  void leadsToItsAccountUntilItIsRevoked() {
    IssuedKey made = keys.create(world.tenant, world.owner(), wanted);
    assertThat(world.directory.find(made.key()).orElseThrow().tenantId()).isEqualTo(world.tenant);

    keys.revoke(world.tenant, world.owner(), made.apiKey().id());
    keys.revoke(world.tenant, world.owner(), made.apiKey().id());

    assertThat(world.key(made.apiKey().id()).works(world.clock.instant())).isFalse();
    assertThat(keys.list(world.tenant).items())
        .extracting(ApiKeyView::state)
        .containsExactly(ApiKeyView.State.REVOKED);
    assertThatThrownBy(() -> keys.revoke(world.tenant, world.owner(), "unknown"))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void expiresByItselfAndIsForgottenAMonthLater() {
    IssuedKey made = keys.create(world.tenant, world.owner(), wanted);

    world.clock.advance(Duration.ofDays(30));
    assertThat(keys.list(world.tenant).items())
        .extracting(ApiKeyView::state)
        .containsExactly(ApiKeyView.State.EXPIRED);

    world.clock.advance(Duration.ofDays(30));
    assertThat(keys.list(world.tenant).items()).isEmpty();
    keys.create(world.tenant, world.owner(), wanted);
    assertThat(world.team().keys()).hasSize(1).doesNotContainKey(made.apiKey().id());
  }

  @Test
  void aTypingErrorCostsNoRequest() {
    String made = keys.create(world.tenant, world.owner(), wanted).key();
    String typo = made.substring(0, 12) + (made.charAt(12) == 'x' ? 'y' : 'x') + made.substring(13);

    assertThat(world.platform.costOf(() -> assertThat(world.directory.find(typo)).isEmpty()))
        .isEmpty();
    assertThat(world.platform.costOf(() -> assertThat(world.directory.find(made)).isPresent()))
        .isEqualTo(Map.of("read directory", 1L));
    assertThat(world.platform.costOf(() -> assertThat(world.directory.find(made)).isPresent()))
        .isEmpty();
  }

  @Test
  void whoLacksAScopeLeavesNothingBehind() {
    world.teams.change(
        world.tenant,
        team -> team.with("keys-only", new CustomRole(Set.of(Permission.KEYS_MANAGE))));
    Insider clerk = new Insider(world.member("keys-only"), true);
    long before = entries();

    assertThatThrownBy(() -> keys.create(world.tenant, clerk, wanted))
        .isInstanceOf(Forbidden.class);

    assertThat(entries()).isEqualTo(before);
    assertThat(world.team().keys()).isEmpty();
  }

  @Test
  void atMostFiftyWork() {
    world.teams.change(
        world.tenant,
        team -> {
          Team full = team;
          for (int i = 0; i < 50; i++) {
            ApiKey key =
                new ApiKey(
                    "k",
                    "abcd",
                    Set.of(Permission.FANS_READ),
                    world.owner,
                    world.clock.instant(),
                    world.clock.instant().plusSeconds(60),
                    60,
                    null,
                    null);
            full = full.with("key-" + i, key);
          }
          return full;
        });

    assertThatThrownBy(() -> keys.create(world.tenant, world.owner(), wanted))
        .isInstanceOf(NotAllowedNow.class);
    keys.revoke(world.tenant, world.owner(), "key-7");
    keys.create(world.tenant, world.owner(), wanted);
  }

  @Test
  void keepsOnlyTheNewestOfThoseThatWorkNoMore() {
    String newest = "";
    for (int i = 0; i < 60; i++) {
      newest = keys.create(world.tenant, world.owner(), wanted).apiKey().id();
      keys.revoke(world.tenant, world.owner(), newest);
      world.clock.advance(Duration.ofSeconds(1));
    }

    assertThat(world.team().keys()).hasSizeBetween(49, 51).containsKey(newest);
  }

  @Test
  void staysWhenWhoeverMadeItLeaves() {
    Insider manager = new Insider(world.member("manager"), true);
    String id = keys.create(world.tenant, manager, wanted).apiKey().id();

    world.teams.change(
        world.tenant, team -> TeamChanges.left(team, manager.userId(), world.clock.instant()));

    assertThat(world.key(id).works(world.clock.instant())).isTrue();
  }

  @Test
  void takesOnlyScopesThatKeysCanHave() {
    assertThat(NewApiKey.read(body("{\"name\":\"a\",\"scopes\":[\"fans.read\"]}")))
        .isEqualTo(new NewApiKey("a", Set.of(Permission.FANS_READ), Duration.ofDays(365), 60));
    for (String wrong :
        new String[] {
          "{\"name\":\"a\",\"scopes\":[\"members.manage\"]}",
          "{\"name\":\"a\",\"scopes\":[\"fans.eat\"]}",
          "{\"name\":\"a\",\"scopes\":[7]}",
          "{\"name\":\"a\",\"scopes\":[]}",
          "{\"name\":\"a\",\"scopes\":\"fans.read\"}",
          "{\"name\":\"a\"}",
          "{\"scopes\":[\"fans.read\"]}",
          "{\"name\":\"a\",\"scopes\":[\"fans.read\"],\"expiresInDays\":731}",
          "{\"name\":\"a\",\"scopes\":[\"fans.read\"],\"expiresInDays\":1.5}",
          "{\"name\":\"a\",\"scopes\":[\"fans.read\"],\"callsPerMinute\":0}",
          "{\"name\":\"a\",\"scopes\":[\"fans.read\"],\"callsPerMinute\":1e400}"
        }) {
      assertThatThrownBy(() -> NewApiKey.read(body(wrong)))
          .as(wrong)
          .isInstanceOf(InvalidInput.class);
    }
  }

  private long entries() {
    return world.platform.cosmos().dump().filter(item -> item.contains("\"key:")).count();
  }

  private static Call body(String json) {
    return new Call(
        "POST",
        URI.create("https://artistos.example/"),
        Map.of("content-type", "application/json"),
        Map.of(),
        Optional.of(json));
  }
}
