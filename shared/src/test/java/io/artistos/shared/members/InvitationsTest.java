package io.artistos.shared.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.team.CustomRole;
import io.artistos.shared.team.Insider;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationsTest {

  private final MembersWorld world = new MembersWorld();
  private final String email = world.anyAddress();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void goToTheAddressThatWasInvitedAndSayWhoInvitesToWhat() {
    InvitationView made = world.invite(world.team.owner(), email, "marketer");

    List<ReceivedMail> mails = world.mailsTo(email);
    assertThat(mails).hasSize(1);
    assertThat(mails.getFirst().subject()).isEqualTo("Join the team of Mira Sol");
    assertThat(mails.getFirst().text()).contains("Mira Sol", "marketer", "29 November 2026");
    assertThat(mails.getFirst().html()).contains("Mira Sol", "marketer", "/invitation?t=");
    assertThat(mails.getFirst().to()).containsExactly(email);
    assertThat(made.email()).isEqualTo(email);
    assertThat(world.joining.look(world.tokenSentTo(email)))
        .isEqualTo(new Joining.Offer("Mira Sol", "marketer"));
  }

  @Test
  void keepTheAddressSealedEverywhere() {
    world.invite(world.team.owner(), email, "viewer");
    String token = world.tokenSentTo(email);

    assertThat(world.team.platform.cosmos().dump().filter(item -> item.contains(email))).isEmpty();
    assertThat(token).doesNotContain(email).hasSize(79);
    assertThat(world.invitations.list(world.team.tenant).items())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.email()).isEqualTo(email);
              assertThat(one.toString()).doesNotContain(email);
            });
  }

  @Test
  void areSentWithNothingPersonalInTheMessage() {
    InvitationView made = world.invite(world.team.owner(), email, "viewer");

    assertThat(world.team.platform.receive(Queues.ARTIST_MAIL, ArtistMailMessage.class))
        .containsExactly(
            new ArtistMailMessage(world.team.tenant, "mail-invitation-" + made.id(), null));
  }

  @Test
  void theSameRequestInvitesOnce() {
    String id = world.anyId();
    InvitationView first = world.invite(world.team.owner(), id, email, "viewer");
    InvitationView again = world.invite(world.team.owner(), id, email, "viewer");

    assertThat(again).isEqualTo(first);
    assertThat(world.mailsTo(email)).hasSize(1);
  }

  @Test
  void anAddressHasOneAtATimeHoweverItIsWritten() {
    InvitationView first = world.invite(world.team.owner(), email, "viewer");
    assertRefused(
        () -> world.invite(world.team.owner(), email.replace("drummer", "Drummer"), "viewer"),
        "already-invited");

    world.invitations.revoke(world.team.tenant, first.id());
    world.invite(world.team.owner(), email, "viewer");
    assertThat(world.invitations.list(world.team.tenant).items()).hasSize(1);
  }

  @Test
  void aHundredAreMadeInADayWhateverBecomesOfThem() {
    for (int i = 0; i < 100; i++) {
      InvitationView made = world.invite(world.team.owner(), world.anyAddress(), "viewer");
      world.invitations.revoke(world.team.tenant, made.id());
    }
    assertRefused(() -> world.invite(world.team.owner(), email, "viewer"), "too-many-invitations");

    world.team.clock.advance(Duration.ofDays(1));
    world.invite(world.team.owner(), email, "viewer");
  }

  @Test
  void fiftyAreOpenAtMostAndOldOnesDoNotCount() {
    for (int i = 0; i < 50; i++) {
      world.invite(world.team.owner(), world.anyAddress(), "viewer");
    }
    assertRefused(() -> world.invite(world.team.owner(), email, "viewer"), "too-many-invitations");

    world.team.clock.advance(Duration.ofDays(7));
    world.invite(world.team.owner(), email, "viewer");
    assertThat(world.invitations.list(world.team.tenant).items()).hasSize(1);
  }

  @Test
  void nobodyInvitesToMoreThanTheyMay() {
    Insider manager = new Insider(world.team.member("manager"), true);
    Insider viewer = new Insider(world.team.member("viewer"), true);

    assertThatThrownBy(() -> world.invite(manager, email, "owner")).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> world.invite(viewer, email, "viewer")).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> world.invite(manager, email, "ghost"))
        .isInstanceOf(InvalidInput.class);
    assertThat(world.invitations.list(world.team.tenant).items()).isEmpty();
    assertThat(world.mailsTo(email)).isEmpty();
  }

  @Test
  void takenBackBeforeTheMailWentOutSendNone() {
    InvitationView made = world.invite(world.team.owner(), email, "viewer");
    world.invitations.revoke(world.team.tenant, made.id());
    world.invitations.revoke(world.team.tenant, made.id());

    assertThat(world.mailsTo(email)).isEmpty();
    assertThatThrownBy(() -> world.invitations.revoke(world.team.tenant, "team"))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.invitations.revoke(world.team.tenant, world.anyId()))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void keepTheRoleThatTheyPromise() {
    world.roles.put(world.team.tenant, world.team.owner(), "crew", Set.of(Permission.ACCOUNT_READ));
    InvitationView made = world.invite(world.team.owner(), email, "crew");
    assertRefused(
        () -> world.roles.delete(world.team.tenant, world.team.owner(), "crew"), "role-in-use");

    world.invitations.revoke(world.team.tenant, made.id());
    world.roles.delete(world.team.tenant, world.team.owner(), "crew");
    assertThat(world.team.team().roles()).isEmpty();
  }

  @Test
  void rolesAreListedWithTheirPermissionsBuiltInOnesFirst() {
    world.roles.put(world.team.tenant, world.team.owner(), "crew", Set.of(Permission.ACCOUNT_READ));

    assertThat(world.roles.list(world.team.tenant).items())
        .extracting(RoleView::name)
        .containsExactly("owner", "manager", "marketer", "viewer", "crew");
    assertThat(world.team.team().roles())
        .containsEntry("crew", new CustomRole(Set.of(Permission.ACCOUNT_READ)));
    for (String name : new String[] {"owner", "", "Crew", "c/r", "x".repeat(41)}) {
      assertThatThrownBy(
              () ->
                  world.roles.put(
                      world.team.tenant, world.team.owner(), name, Set.of(Permission.ACCOUNT_READ)))
          .as(name)
          .isInstanceOf(InvalidInput.class);
    }
  }

  private static void assertRefused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(NotAllowedNow.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
