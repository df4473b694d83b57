package io.artistos.shared.audit;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An artist account of its own, with everything around its log wired as in the app. */
final class AuditWorld {

  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock = new PinnedClock(START);
  final SecureRandom random = new SecureRandom();
  final TenantId tenant = TenantId.random(random);
  final AuditLog log = new AuditLog(platform.database(), random, clock);
  final AuditEvents events = new AuditEvents(platform.database());
  final SealedCursors cursors =
      new SealedCursors(
          name -> new Secret<>("k1:" + Base64Url.encode(new byte[32])), "cursors", random);
  final AuditList list = new AuditList(platform.database(), cursors);
  final CallAudit calls = newInstance();

  /** Another instance of the app. */
  CallAudit newInstance() {
    return new CallAudit(log, new SessionStarts(log, clock), clock);
  }

  static Actor member() {
    return new Actor(Actor.Kind.MEMBER, "user_mira");
  }

  String anyId() {
    return Base64Url.encode(Base64Url.randomBytes(random, 16));
  }

  /** The newest first. */
  List<AuditEvent> events() {
    return events(tenant);
  }

  List<AuditEvent> events(TenantId of) {
    return Page.<AuditEvent>all(at -> events.page(of, ALL, 200, at));
  }

  long intents() {
    return platform
        .database()
        .tenant(tenant, Containers.ACCOUNTS)
        .count("c.type = 'auditIntent'", Map.of());
  }

  void record(String action) {
    log.record(tenant, member(), action, null, AuditOutcome.SUCCEEDED, null);
  }

  /** A member's call, or whoever's it is. */
  Call call(String method, String path, Actor actor, Optional<Session> session) {
    return new Call(
            method,
            URI.create("http://127.0.0.1:7071" + path),
            Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"),
            Map.of(),
            Optional.empty())
        .with(new Visitor(actor, Optional.of(tenant), Set.of(), session));
  }

  Session session(boolean impersonated) {
    return new Session(
        "user_mira", "sess_" + anyId(), true, false, impersonated, START.plusSeconds(60));
  }

  /** What a function declares. */
  static CalledBy declared(Caller caller, Permission... needs) {
    return Arrays.stream(Functions.class.getDeclaredMethods())
        .map(method -> method.getAnnotation(CalledBy.class))
        .filter(one -> one != null && one.value() == caller && Arrays.equals(one.needs(), needs))
        .filter(one -> !one.recorded())
        .findFirst()
        .orElseThrow();
  }

  /** What the function declares that reads the platform's log. */
  static CalledBy readingTheLog() {
    return Arrays.stream(Functions.class.getDeclaredMethods())
        .map(method -> method.getAnnotation(CalledBy.class))
        .filter(one -> one != null && one.recorded())
        .findFirst()
        .orElseThrow();
  }

  /** Only for what they declare. */
  interface Functions {
    @CalledBy(Caller.PUBLIC)
    void anybody();

    @CalledBy(Caller.STAFF)
    void staff();

    @CalledBy(value = Caller.STAFF, recorded = true)
    void log();

    @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_READ)
    void member();

    @CalledBy(Caller.PERSON)
    void person();

    @CalledBy(value = Caller.MEMBER, needs = Permission.FANS_EXPORT)
    void export();

    @CalledBy(value = Caller.MEMBER, needs = Permission.AUDIT_EXPORT)
    void exportLog();
  }
}
