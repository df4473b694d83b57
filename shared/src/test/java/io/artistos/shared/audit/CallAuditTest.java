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
import io.artistos.shared.tenancy.TenantId;
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
  void writesASessionDownInEachAccountThatItIsUsedIn() {
    Call call = member(false);
    TenantId other = TenantId.random(world.random);
    run(call);
    Visitor visitor = call.visitor();
    run(call.with(new Visitor(visitor.actor(), Optional.of(other), Set.of(), visitor.session())));

    assertThat(world.events()).hasSize(1);
    assertThat(world.events(other))
        .extracting(AuditEvent::action)
        .containsExactly("session.started");
  }

  @Test
  void triesASessionOnlyOnceInAMonth() {
    Call call = member(false);
    run(call);
    world.clock.advance(Duration.ofDays(7));

    assertThat(world.platform.costOf(() -> run(call))).isEmpty();
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
    for (Permission export : List.of(Permission.FANS_EXPORT, Permission.AUDIT_EXPORT)) {
      run(key("GET"), AuditWorld.declared(Caller.MEMBER, export), this::fine);
    }

    assertThat(world.events())
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.outcome()).isEqualTo(AuditOutcome.SUCCEEDED));
  }

  @Test
  void keepsWhatStaffDoesToThePlatformInThePlatformsOwnLog() {
    String staff = "user_" + world.anyId();
    CalledBy declared = AuditWorld.declared(Caller.STAFF);
    for (String method : List.of("GET", "POST")) {
      run(staffCall(method, staff, PATH), declared, this::fine);
    }

    assertThat(world.events()).isEmpty();
    assertThat(world.events(AuditLog.PLATFORM))
        .filteredOn(event -> event.actor().id().equals(staff))
        .hasSize(1);
  }

  @Test
  void writesDownWhoReadsThePlatformsLogOrCannot() {
    String staff = "user_" + world.anyId();
    Call call = staffCall(staff, "/api/staff/audit");

    assertThat(
            world.platform.costOf(() -> run(call, AuditWorld.readingTheLog(), c -> json(200, 1))))
        .isEqualTo(ONE_EVENT);
    world.platform.cosmos().breakAfter(-1);
    try {
      assertThatThrownBy(() -> run(call, AuditWorld.readingTheLog(), c -> json(200, 1)))
          .isInstanceOf(Unavailable.class);
    } finally {
      world.platform.cosmos().mend();
    }

    assertThat(world.events(AuditLog.PLATFORM))
        .filteredOn(event -> event.actor().id().equals(staff))
        .extracting(AuditEvent::outcome)
        .containsExactly(AuditOutcome.SUCCEEDED);
  }

  @Test
  void namesWhatWasMadeByItsCollectionAndId() {
    String id = world.anyId();
    for (Object answer :
        List.of(Map.of("id", id), Map.of("key", "artistos_x", "apiKey", Map.of("id", id)))) {
      run(post("/api/keys"), MEMBER, call -> Reply.json(201, answer));
      assertThat(world.events().getFirst().target()).isEqualTo("keys:" + id);
      world.clock.advance(Duration.ofSeconds(1));
    }
    run(post(PATH + "/media"), MEMBER, call -> Reply.json(201, Map.of("id", id)));
    assertThat(world.events().getFirst().target()).isEqualTo("media:" + id);
  }

  @Test
  void namesNothingThatIsNoIdAndNothingThatWasNotMade() {
    for (Reply reply :
        List.of(
            Reply.json(201, Map.of("id", "mira@band.example")),
            Reply.json(201, Map.of("authorizeUrl", "https://accounts.example")),
            Reply.json(200, Map.of("id", world.anyId())),
            Reply.json(409, Map.of("id", world.anyId())),
            Reply.html(201, "<p>" + world.anyId()))) {
      run(post("/api/keys"), MEMBER, call -> reply);
    }

    assertThat(world.events()).hasSize(5).allSatisfy(event -> assertThat(event.target()).isNull());
  }

  @Test
  void namesWhatTheFunctionSaysThatItWasAbout() {
    run(
        world.call("PUT", "/api/roles/press", KEY, noSession()),
        MEMBER,
        call -> json(200, 1).about("roles", "press").with("ETag", "x"));

    assertThat(only().target()).isEqualTo("roles:press");
  }

  @Test
  void writesTheSameRefusalDownOnceAnHourAndInstance() {
    Call call = key("POST");
    Call other = world.call("POST", "/api/releases/BBBBBBBBBBBBBBBBBBBBBB", KEY, noSession());
    for (int i = 0; i < 3; i++) {
      world.calls.refused("SendBlast", call.visitor(), call);
    }
    assertThat(world.events()).hasSize(1);

    world.calls.refused("SendBlast", call.visitor(), other);
    world.calls.refused("PauseBlast", call.visitor(), call);
    world.calls.refused("SendBlast", member(false).visitor(), call);
    world.newInstance().refused("SendBlast", call.visitor(), call);
    assertThat(world.events()).hasSize(5);

    world.clock.advance(Duration.ofHours(1));
    world.calls.refused("SendBlast", call.visitor(), call);
    assertThat(world.events()).hasSize(6);
  }

  @Test
  void triesAgainToWriteDownARefusalThatCouldNotBe() {
    Call call = key("POST");
    world.platform.cosmos().breakAfter(-1);
    try {
      world.calls.refused("SendBlast", call.visitor(), call);
    } finally {
      world.platform.cosmos().mend();
    }

    world.calls.refused("SendBlast", call.visitor(), call);

    assertThat(only().outcome()).isEqualTo(AuditOutcome.REFUSED);
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
    assertThat(only().trace()).isEqualTo(AuditWorld.TRACE);
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

  @Test
  void costsNothingForWhatSomebodyDoesForNoAccount() {
    Call call = world.call("POST", "/api/artists", KEY, noSession());

    assertThat(
            world.platform.costOf(() -> run(call, AuditWorld.declared(Caller.PERSON), this::fine)))
        .isEmpty();
  }

  private Call key(String method) {
    return world.call(method, PATH, KEY, noSession());
  }

  private Call member(boolean impersonated) {
    return world.call("GET", PATH, AuditWorld.member(), Optional.of(world.session(impersonated)));
  }

  private Call post(String path) {
    return world.call("POST", path, KEY, noSession());
  }

  private Call staffCall(String staff, String path) {
    return staffCall("GET", staff, path);
  }

  private Call staffCall(String method, String staff, String path) {
    Actor actor = new Actor(Actor.Kind.STAFF, staff);
    return world
        .call(method, path, actor, noSession())
        .with(new Visitor(actor, Optional.empty(), Set.of(), noSession()));
  }

  private static Reply json(int status, int n) {
    return Reply.json(status, Map.of("n", n));
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
