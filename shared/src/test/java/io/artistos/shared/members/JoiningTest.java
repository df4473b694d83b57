package io.artistos.shared.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.people.Acceptance;
import io.artistos.shared.people.Acceptances;
import io.artistos.shared.people.Membership;
import io.artistos.shared.policies.PolicyKind;
import io.artistos.shared.team.CustomRole;
import io.artistos.shared.team.Insider;
import io.artistos.shared.team.Member;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoiningTest {

  private final MembersWorld world = new MembersWorld();
  private final String email = world.anyAddress();
  private final InvitationView invitation = world.invite(world.team.owner(), email, "marketer");
  private final String token = world.tokenSentTo(email);
  private final String drummer = world.team.person(email.replace("drummer", "DRUMMER"), true);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void makesAMemberWhoseListShowsTheAccount() {
    Joining.Joined joined = accept(drummer);

    assertThat(joined)
        .isEqualTo(new Joining.Joined("Mira Sol", "marketer", world.team.page.slug().value()));
    assertThat(world.team.team().permissionsOfMember(drummer)).contains(Permission.FANS_WRITE);
    assertThat(world.team.people.accountsOf(drummer))
        .extracting(Membership::tenantId)
        .containsExactly(world.team.tenant);
    assertThat(world.members.list(world.team.tenant).items())
        .extracting(MemberView::name)
        .contains("Ada");
  }

  @Test
  void twiceIsOnce() {
    Joining.Joined first = accept(drummer);
    Instant since = world.team.memberOf(drummer).since();
    world.team.clock.advance(Duration.ofDays(10));

    assertThat(accept(drummer)).isEqualTo(first);
    assertThat(world.team.memberOf(drummer).since()).isEqualTo(since);
    assertThatThrownBy(() -> world.joining.look(token)).isInstanceOf(NotAllowedNow.class);
  }

  @Test
  void atTheSameMomentIsOnceToo() {
    List<Joining.Joined> all =
        IntStream.range(0, 8).parallel().mapToObj(i -> accept(drummer)).distinct().toList();

    assertThat(all).hasSize(1);
    assertThat(world.team.team().members()).hasSize(2);
  }

  @Test
  void isForThatAddressAloneAndOnlyWhenItIsVerified() {
    String other = world.team.person("singer@example.com", true);
    String unverified = world.team.person(email, false);

    for (String somebody : List.of(other, unverified)) {
      assertThatThrownBy(() -> accept(somebody))
          .isInstanceOfSatisfying(
              Forbidden.class,
              e -> {
                assertThat(e.code()).isEqualTo("other-address");
                assertThat(e.getMessage()).doesNotContain(email, "example.com");
              });
    }
    // Not even whether it was accepted or taken back.
    world.invitations.revoke(world.team.tenant, invitation.id());
    assertThatThrownBy(() -> accept(other)).isInstanceOf(Forbidden.class);
  }

  @Test
  void keepsWhatTheyAcceptedByJoining() {
    accept(drummer);

    assertThat(new Acceptances(world.team.people, world.policies, world.team.clock).of(drummer))
        .satisfies(
            standing ->
                assertThat(standing.accepted())
                    .containsExactly(
                        new Acceptance(PolicyKind.TERMS, "2026-01", world.team.clock.instant()),
                        new Acceptance(
                            PolicyKind.PRIVACY_POLICY, "2026-01", world.team.clock.instant())));
  }

  @Test
  void wantsWhatHoldsToBeAccepted() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of("token", token),
            Map.of("token", token, "terms", "2025-01", "privacyPolicy", "2026-01"),
            Map.of("token", token, "terms", "2026-01", "privacyPolicy", "2026-02"))) {
      assertThatThrownBy(() -> world.joining.read(call(body))).isInstanceOf(InvalidInput.class);
    }
    assertThat(
            world.joining.read(
                call(Map.of("token", token, "terms", "2026-01", "privacyPolicy", "2026-01"))))
        .isEqualTo(MembersWorld.answer(token));
  }

  private static Call call(Map<String, Object> body) {
    return new Call(
        "POST",
        URI.create("https://artistos.example/api/invitations/accept"),
        Map.of("content-type", "application/json"),
        Map.of(),
        Optional.of(Json.write(body)));
  }

  @Test
  void saysWhatBecameOfTheInvitation() {
    world.invitations.revoke(world.team.tenant, invitation.id());
    assertRefused(() -> accept(drummer), "invitation-revoked");
    assertRefused(() -> world.joining.look(token), "invitation-revoked");
  }

  @Test
  void isOverAfterSevenDays() {
    world.team.clock.advance(Duration.ofDays(7).minusMillis(1));
    world.joining.look(token);
    world.team.clock.advance(Duration.ofMillis(1));

    assertThatThrownBy(() -> accept(drummer))
        .isInstanceOf(Gone.class)
        .hasMessage("This invitation has expired.");
    assertThatThrownBy(() -> world.joining.look(token)).isInstanceOf(Gone.class);
    assertThat(world.team.team().members()).doesNotContainKey(drummer);
  }

  @Test
  void takesNoLinkThatIsForgedOrForSomethingElse() {
    String forged = (token.startsWith("A") ? "B" : "A") + token.substring(1);

    for (String wrong : new String[] {forged, "", "x", token + "A"}) {
      assertThatThrownBy(
              () -> world.joining.accept(MembersWorld.session(drummer), MembersWorld.answer(wrong)))
          .as(wrong)
          .isInstanceOf(InvalidToken.class);
    }
  }

  @Test
  void needsTheRoleToBeThereStill() {
    String other = world.anyAddress();
    world.roles.put(world.team.tenant, world.team.owner(), "crew", Set.of(Permission.ACCOUNT_READ));
    world.invite(world.team.owner(), other, "crew");
    String crew = world.tokenSentTo(other);
    world.team.teams.change(world.team.tenant, team -> team.with("crew", (CustomRole) null));

    assertRefused(
        () ->
            world.joining.accept(
                MembersWorld.session(world.team.person(other, true)), MembersWorld.answer(crew)),
        "role-gone");
  }

  @Test
  void needsWhoeverInvitedToBeSomebodyWhoMay() {
    String manager = world.team.member("manager");
    String other = world.anyAddress();
    world.invite(new Insider(manager, true), other, "viewer");
    String link = world.tokenSentTo(other);
    world.members.change(world.team.tenant, world.team.owner(), manager, "viewer");

    assertRefused(
        () ->
            world.joining.accept(
                MembersWorld.session(world.team.person(other, true)), MembersWorld.answer(link)),
        "invitation-void");
  }

  @Test
  void bringsNobodyBackWhoWasRemoved() {
    accept(drummer);
    world.members.remove(world.team.tenant, world.team.owner(), drummer);

    assertRefused(() -> accept(drummer), "invitation-accepted");
    assertThat(world.team.people.accountsOf(drummer)).isEmpty();
  }

  @Test
  void changesNoMembersRole() {
    world.team.teams.change(
        world.team.tenant,
        team ->
            team.with(
                drummer,
                new Member("viewer", world.team.clock.instant()),
                world.team.clock.instant()));

    assertRefused(() -> accept(drummer), "already-member");
  }

  @Test
  void leavesOwnershipToOwners() {
    accept(drummer);
    Insider member = new Insider(drummer, true);
    assertThatThrownBy(() -> world.members.transfer(world.team.tenant, member, drummer))
        .isInstanceOf(Forbidden.class);
    assertRefused(() -> world.members.leave(world.team.tenant, world.team.owner()), "last-owner");

    world.members.transfer(world.team.tenant, world.team.owner(), drummer);
    world.members.leave(world.team.tenant, world.team.owner());
    assertThat(world.team.team().members()).containsOnlyKeys(drummer);
    assertThat(world.team.team().unlisted()).isEmpty();
  }

  private Joining.Joined accept(String userId) {
    return world.joining.accept(MembersWorld.session(userId), MembersWorld.answer(token));
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
