package io.artistos.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.features.Features;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Role;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.team.KeyDirectory;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Security;
import io.artistos.shared.team.Teams;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.testing.TestServices;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who hears that somebody was refused: the account they belong to, and nobody else. */
class RefusalsTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final TestPlatform platform = TestPlatform.get();
  private final PinnedClock clock = new PinnedClock(START);
  private final Slug slug = new Slug("mira-" + UUID.randomUUID().toString().substring(0, 8));
  private final FanPage page = open();
  private final List<Visitor> refused = new ArrayList<>();

  @Test
  void tellsOfAMemberWhoLacksThePermission() throws Exception {
    assertThatThrownBy(() -> call("user_viewer", true, false, "send"))
        .isInstanceOf(Forbidden.class);

    assertThat(refused)
        .extracting(Visitor::actor)
        .containsExactly(new Actor(Actor.Kind.MEMBER, "user_viewer"));
    assertThat(refused.getFirst().tenant()).contains(page.tenantId());
  }

  @Test
  void tellsOfAMemberWhoseSecondFactorIsMissing() {
    new Teams(platform.database())
        .change(page.tenantId(), team -> team.with(new Security(true, team.security().support())));

    assertThatThrownBy(() -> call("user_owner", false, false, "send"))
        .isInstanceOf(Forbidden.class);

    assertThat(refused).hasSize(1);
  }

  @Test
  void saysNothingOfPeopleWhoDoNotBelongToTheAccount() {
    assertThatThrownBy(() -> call("user_other", true, false, "send")).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> call("user_other", true, false, "staff"))
        .isInstanceOf(Forbidden.class);

    assertThat(refused).isEmpty();
  }

  @Test
  void tellsOfStaffWhoseSecondFactorIsMissing() {
    assertThatThrownBy(() -> call("user_staff", false, true, "staff"))
        .isInstanceOf(Forbidden.class);

    assertThat(refused)
        .extracting(Visitor::actor)
        .containsExactly(new Actor(Actor.Kind.STAFF, "user_staff"));
  }

  @Test
  void saysNothingOfWhoIsLetIn() throws Exception {
    call("user_owner", true, false, "send");

    assertThat(refused).isEmpty();
  }

  private void call(String userId, boolean secondFactor, boolean staff, String function)
      throws ReflectiveOperationException {
    Session session =
        new Session(userId, "sess_1", secondFactor, staff, false, START.plusSeconds(60));
    FanPages pages = new FanPages(platform.database(), clock);
    TenantGate tenants =
        new TenantGate(
            pages,
            new Accounts(platform.database(), clock),
            new Teams(platform.database()),
            new KeyDirectory(platform.database(), clock),
            TestServices.limits(clock),
            TestServices.support(clock).watch(),
            new Features(platform.database(), clock),
            clock);
    new Gate(token -> session, tenants, TestServices.limits(clock))
        .admit(
            Functions.class.getDeclaredMethod(function).getAnnotation(CalledBy.class),
            new Call(
                "POST",
                URI.create("http://127.0.0.1/api/blasts"),
                Map.of("authorization", "Bearer token", "artist-account", slug.value()),
                Map.of(),
                Optional.empty()),
            refused::add);
  }

  private FanPage open() {
    FanPage opened =
        platform
            .onboarding(clock)
            .open(
                new NewArtist(
                    "Mira Sol",
                    slug,
                    ZoneId.of("Europe/London"),
                    "12 Harbour Lane, Bristol",
                    Optional.empty(),
                    TestPlatform.STATED),
                "user_owner",
                Optional.empty());
    new Teams(platform.database())
        .change(
            opened.tenantId(),
            team -> team.with("user_viewer", new Member(Role.VIEWER.word(), START), START));
    return opened;
  }

  /** Only for what they declare. */
  interface Functions {
    @CalledBy(value = Caller.MEMBER, needs = Permission.BLASTS_SEND)
    void send();

    @CalledBy(Caller.STAFF)
    void staff();
  }
}
