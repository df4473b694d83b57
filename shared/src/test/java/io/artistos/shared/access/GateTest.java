package io.artistos.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Session;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.testing.TeamWorld;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

  private final TeamWorld world = new TeamWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @CalledBy(Caller.PUBLIC)
  void forAnybody() {}

  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  void forFans() {}

  @CalledBy(Caller.PERSON)
  void forPersons() {}

  @CalledBy(Caller.STAFF)
  void forStaff() {}

  @Test
  void letsAnybodyInWhereAnybodyMay() {
    Call call = call(Map.of());

    assertThat(
            gate(session(false, false, false)).admit(declared("forAnybody"), call, visitor -> {}))
        .isSameAs(call);
  }

  @Test
  void countsCallsOfAnybodyByArtistWhicheverSlugTheyUse() {
    Slug former = new Slug("luna-" + UUID.randomUUID().toString().substring(0, 8));
    new SlugClaims(world.database, world.platform.retiredSlugs(world.clock))
        .claim(former, world.tenant, world.page.id());
    Gate gate = gate(session(false, false, false));

    Map<String, Long> cost =
        world.platform.costOf(
            () -> {
              for (int i = 0; i < 301; i++) {
                visit(gate, world.page.slug().value(), i);
                visit(gate, former.value(), i);
              }
            });

    assertThat(cost)
        .as("two addresses, and the first calls that one artist has for nothing were used up")
        .isEqualTo(Map.of("read directory", 2L, "patch directory", 1L, "create directory", 1L));
  }

  @Test
  void countsNothingForSlugsThatAreNobodys() {
    Gate gate = gate(session(false, false, false));

    Map<String, Long> cost =
        world.platform.costOf(
            () -> {
              for (int i = 0; i < 1_300; i++) {
                visit(gate, "nobody-of-this-name", i);
                visit(gate, "no slug at all", i);
              }
            });

    assertThat(cost).isEqualTo(Map.of("read directory", 1L));
  }

  private static void visit(Gate gate, String slug, int network) {
    Call call =
        call(Map.of("x-forwarded-for", "10.0." + network / 250 + "." + network % 250))
            .with(Map.of("slug", slug));
    gate.admit(declared("forFans"), call, visitor -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic dXNlcg==", "token"})
  void asksWhoeverSendsNoCredentialToSignIn(String header) {
    Map<String, String> headers = header.isEmpty() ? Map.of() : Map.of("authorization", header);

    assertThatThrownBy(
            () ->
                gate(session(true, true, false))
                    .admit(declared("forPersons"), call(headers), visitor -> {}))
        .isInstanceOf(Unauthenticated.class);
  }

  @Test
  void takesNoCookie() {
    assertThatThrownBy(
            () ->
                gate(session(true, true, false))
                    .admit(
                        declared("forPersons"),
                        call(Map.of("cookie", "__session=token")),
                        visitor -> {}))
        .isInstanceOf(Unauthenticated.class);
  }

  @Test
  void takesNoApiKeyForAPersonOrForStaff() {
    Call call = bearer("artistos_whatever");

    for (String function : new String[] {"forPersons", "forStaff"}) {
      assertThatThrownBy(
              () -> gate(session(true, true, false)).admit(declared(function), call, visitor -> {}))
          .isInstanceOf(Unauthenticated.class);
    }
  }

  @Test
  void letsPersonsInForNoAccount() {
    Call admitted =
        gate(session(false, false, false))
            .admit(declared("forPersons"), bearer("token"), visitor -> {});

    assertThat(admitted.visitor().actor()).isEqualTo(new Actor(Actor.Kind.PERSON, "user_ada"));
    assertThat(admitted.visitor().tenant()).isEmpty();
    assertThat(admitted.visitor().permissions()).isEmpty();
  }

  @Test
  void letsNobodyInInThePersonsName() {
    for (boolean staff : new boolean[] {true, false}) {
      assertThatThrownBy(
              () ->
                  gate(session(true, staff, true))
                      .admit(declared("forPersons"), bearer("token"), visitor -> {}))
          .isInstanceOfSatisfying(
              Forbidden.class, e -> assertThat(e.code()).isEqualTo("impersonated"));
    }
  }

  @Test
  void letsOnlyStaffInWithASecondFactorAndInTheirOwnName() {
    assertRefused(session(true, false, false), "staff-only");
    assertRefused(session(false, true, false), "second-factor-required");
    assertRefused(session(true, true, true), "impersonated");

    assertThat(
            gate(session(true, true, false))
                .admit(declared("forStaff"), bearer("token"), visitor -> {})
                .visitor()
                .actor()
                .kind())
        .isEqualTo(Actor.Kind.STAFF);
  }

  @Test
  void readsNothingBeforeSomebodyHasProvedWhoTheyAre() {
    Gate gate =
        new Gate(
            token -> {
              throw Unauthenticated.innocent("no");
            },
            world.gate,
            world.limits);

    assertThat(
            world.platform.costOf(
                () ->
                    assertThatThrownBy(
                            () -> gate.admit(declared("forStaff"), bearer("token"), visitor -> {}))
                        .isInstanceOf(Unauthenticated.class)))
        .isEmpty();
  }

  private void assertRefused(Session session, String code) {
    assertThatThrownBy(
            () -> gate(session).admit(declared("forStaff"), bearer("token"), visitor -> {}))
        .isInstanceOfSatisfying(Forbidden.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Gate gate(Session session) {
    return new Gate(token -> session, world.gate, world.limits);
  }

  private static Session session(boolean secondFactor, boolean staff, boolean impersonated) {
    return new Session(
        "user_ada",
        "sess_1",
        secondFactor,
        staff,
        impersonated,
        Instant.parse("2026-11-23T10:01:00Z"));
  }

  private static CalledBy declared(String method) {
    try {
      return GateTest.class.getDeclaredMethod(method).getAnnotation(CalledBy.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static Call bearer(String token) {
    return call(Map.of("authorization", "bearer " + token));
  }

  private static Call call(Map<String, String> headers) {
    return new Call(
        "GET", URI.create("https://artistos.example/"), headers, Map.of(), Optional.empty());
  }
}
