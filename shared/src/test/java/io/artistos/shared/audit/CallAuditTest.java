package io.artistos.shared.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CallAuditTest {

  private static final Actor KEY = new Actor(Actor.Kind.KEY, "key_1");
  private static final Map<String, Long> ONE_EVENT = Map.of("create activity", 1L);
  private static final String PATH = "/api/releases/AAAAAAAAAAAAAAAAAAAAAA/schedule";
  private static final CalledBy MEMBER = AuditWorld.declared(Caller.MEMBER, Permission.FANS_READ);

  private final AuditWorld world = new AuditWorld();

  @Test
  void costsThreeRequestsForAChangeByAKey() {
    assertThat(world.platform.costOf(() -> run(key("POST"))))
        .isEqualTo(Map.of("create accounts", 1L, "create activity", 1L, "delete accounts", 1L));

    AuditEvent event = only();
    assertThat(event.actor()).isEqualTo(KEY);
    assertThat(event.action()).isEqualTo("ScheduleRelease");
    assertThat(event.target()).isEqualTo("releases:AAAAAAAAAAAAAAAAAAAAAA");
    assertThat(event.outcome()).isEqualTo(AuditOutcome.SUCCEEDED);
    assertThat(event.trace()).isEqualTo(AuditWorld.TRACE);
  }

  @Test
  void costsNothingForReadingByAKey() {
    assertThat(world.platform.costOf(() -> run(key("GET")))).isEmpty();
    assertThat(world.platform.costOf(() -> run(key("HEAD")))).isEmpty();
  }

  @Test
  void writesASessionDownOnceAndCostsNothingForReadingThen() {
    Call call = member(false);

    assertThat(world.platform.costOf(() -> run(call))).isEqualTo(ONE_EVENT);
    assertThat(world.platform.costOf(() -> run(call))).isEmpty();
    assertThat(
            world.platform.costOf(
                () -> world.newInstance().run("ListFans", MEMBER, call, c -> Reply.empty(200))))
        .as("another instance tries once")
        .isEqualTo(ONE_EVENT);

    assertThat(only().action()).isEqualTo("session.started");
    assertThat(only().actor()).isEqualTo(AuditWorld.member());
    assertThat(only().id()).doesNotContain(call.visitor().session().orElseThrow().sessionId());
  }

  @Test
  void writesASessionDownAgainInTheNextMonth() {
    Call call = member(false);
    run(call);
    world.clock.advance(Duration.ofDays(9));
    run(call);

    assertThat(world.events()).extracting(AuditEvent::month).containsExactly("2026-12", "2026-11");
  }

  @Test
  void tellsWhatCameOfAChange() {
    run(key("POST"), MEMBER, call -> Reply.empty(409));
    assertThat(newest()).isEqualTo(AuditOutcome.FAILED);
    fail(new NotFound("release"));
    assertThat(newest()).isEqualTo(AuditOutcome.FAILED);
    fail(new Forbidden("last-owner", "No."));
    assertThat(newest()).isEqualTo(AuditOutcome.REFUSED);
  }

  @Test
  void changesNothingThatCannotBeWrittenDown() {
    AtomicBoolean changed = new AtomicBoolean();
    world.platform.cosmos().breakAfter(0);
    try {
      assertThatThrownBy(
              () ->
                  run(
                      key("POST"),
                      MEMBER,
                      call -> {
                        changed.set(true);
                        return Reply.empty(204);
                      }))
          .isInstanceOf(Unavailable.class);
    } finally {
      world.platform.cosmos().mend();
    }

    assertThat(changed).isFalse();
  }

  @Test
  void saysThatAChangeSucceededThoughItsEndCannotBeWrittenDown() {
    Reply reply =
        run(
            key("POST"),
            MEMBER,
            call -> {
              world.platform.cosmos().breakAfter(-1);
              return Reply.empty(204);
            });
    world.platform.cosmos().mend();
    assertThat(reply.status()).isEqualTo(204);
    assertThat(world.events()).isEmpty();

    world.clock.advance(Duration.ofMinutes(10));
    world.log.sweep();
    assertThat(newest()).isEqualTo(AuditOutcome.UNKNOWN);
  }

  @Test
  void writesDownWhateverStaffLooksAt() {
    Call call = world.call("GET", "/api/fans", new Actor(Actor.Kind.STAFF, "user_s"), noSession());

    assertThat(world.platform.costOf(() -> run(call))).isEqualTo(ONE_EVENT);

    assertThat(only().actor().kind()).isEqualTo(Actor.Kind.STAFF);
    assertThat(only().target()).isNull();
  }

  @Test
  void showsStaffNothingThatCannotBeWrittenDown() {
    Call call = world.call("GET", "/api/fans", new Actor(Actor.Kind.STAFF, "user_s"), noSession());
    world.platform.cosmos().breakAfter(0);
    try {
      assertThatThrownBy(() -> run(call)).isInstanceOf(Unavailable.class);
    } finally {
      world.platform.cosmos().mend();
    }
  }

  @Test
  void doesNotTakeSomebodyInAMembersNameForTheMember() {
    run(member(true));

    assertThat(world.events())
        .extracting(event -> event.actor().kind())
        .containsExactly(Actor.Kind.IMPERSONATOR, Actor.Kind.IMPERSONATOR);
    assertThat(world.events())
        .extracting(AuditEvent::action)
        .containsExactlyInAnyOrder("session.started", "ScheduleRelease");
  }

  @Test
  void writesExportsDownThoughTheyChangeNothing() {
    run(key("GET"), AuditWorld.declared(Caller.MEMBER, Permission.FANS_EXPORT), this::fine);

    assertThat(only().outcome()).isEqualTo(AuditOutcome.SUCCEEDED);
  }

  @Test
  void keepsWhatStaffDoesToThePlatformInThePlatformsOwnLog() {
    String staff = "user_" + world.anyId();
    CalledBy declared = AuditWorld.declared(Caller.STAFF);
    for (String method : List.of("GET", "POST")) {
      Call call = world.call(method, PATH, new Actor(Actor.Kind.STAFF, staff), noSession());
      Visitor visitor = call.visitor();
      run(
          call.with(new Visitor(visitor.actor(), Optional.empty(), Set.of(), noSession())),
          declared,
          this::fine);
    }

    assertThat(world.events()).isEmpty();
    assertThat(world.events(AuditLog.PLATFORM))
        .filteredOn(event -> event.actor().id().equals(staff))
        .hasSize(1);
  }

  @Test
  void costsNothingForWhatIsForAnybody() {
    Call call =
        new Call("POST", URI.create("http://x/api/a"), Map.of(), Map.of(), Optional.empty());

    assertThat(
            world.platform.costOf(() -> run(call, AuditWorld.declared(Caller.PUBLIC), this::fine)))
        .isEmpty();
  }

  @Test
  void writesDownWhoWasRefused() {
    assertThat(
            world.platform.costOf(
                () -> world.calls.refused("SendBlast", key("POST").visitor(), key("POST"))))
        .isEqualTo(ONE_EVENT);

    assertThat(only().outcome()).isEqualTo(AuditOutcome.REFUSED);
    assertThat(only().action()).isEqualTo("SendBlast");
  }

  @Test
  void refusesAllTheSameWhenThatCannotBeWrittenDown() {
    world.platform.cosmos().breakAfter(0);
    try {
      world.calls.refused("SendBlast", key("POST").visitor(), key("POST"));
    } finally {
      assertThat(world.platform.cosmos().mend()).isTrue();
    }
  }

  private Call key(String method) {
    return world.call(method, PATH, KEY, noSession());
  }

  private Call member(boolean impersonated) {
    return world.call("GET", PATH, AuditWorld.member(), Optional.of(world.session(impersonated)));
  }

  private static Optional<Session> noSession() {
    return Optional.empty();
  }

  private Reply fine(Call call) {
    return Reply.empty(204);
  }

  private Reply run(Call call) {
    return run(call, MEMBER, this::fine);
  }

  private Reply run(Call call, CalledBy declared, Function<Call, Reply> handler) {
    return world.calls.run("ScheduleRelease", declared, call, handler);
  }

  private void fail(RuntimeException failure) {
    world.clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(
            () ->
                run(
                    key("POST"),
                    MEMBER,
                    call -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  private AuditOutcome newest() {
    return world.events().getFirst().outcome();
  }

  private AuditEvent only() {
    assertThat(world.events()).hasSize(1);
    return world.events().getFirst();
  }
}
