package io.artistos.shared.audit;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.errors.Forbidden;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are in the audit log. In the artist account's: every change, every export, whatever
 * staff does or looks at, whatever somebody who belongs to the account was refused, and the first
 * use of a session. In the platform's: what staff changes there, and who reads this log. Nothing
 * that is for anybody, and nothing of people who do not belong to the account: they could write
 * into somebody else's log.
 *
 * <p>A change costs three requests to Cosmos, what is recorded without one costs one, and all other
 * calls none. Thread-safe.
 */
public final class CallAudit {

  private static final Logger LOG = Logger.getLogger(CallAudit.class.getName());
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Set<Permission> EXPORTS =
      Set.of(Permission.FANS_EXPORT, Permission.AUDIT_EXPORT);

  private final AuditLog log;

  /** How long the same refusal is not written down again by an instance. */
  private static final Duration REPEATED = Duration.ofHours(1);

  private static final int MOST = 10_000;

  private record Refusal(TenantId tenant, Actor actor, String function, @Nullable String target) {}

  private final SessionStarts sessions;
  private final TimedCache<Refusal, Boolean> refusals;

  public CallAudit(AuditLog log, SessionStarts sessions, Clock clock) {
    this.log = log;
    this.sessions = sessions;
    this.refusals = new TimedCache<>(clock, REPEATED, MOST);
  }

  /**
   * Runs a call of somebody who was let in, and writes down what is to be written down of it.
   *
   * @param function the name, which becomes the action
   * @throws Unavailable when the log cannot be written: nothing was changed, and nothing is shown
   *     that may only be seen with an event
   */
  public Reply run(String function, CalledBy declared, Call call, Function<Call, Reply> handler) {
    Optional<TenantId> filed = logOf(declared.value(), call);
    if (filed.isEmpty()) {
      return handler.apply(call);
    }
    TenantId tenant = filed.get();
    Actor actor = actor(call.visitor());
    String target = Targets.of(call.uri());
    String trace = Traces.id(call.traceParent());
    if (declared.value() == Caller.MEMBER) {
      sessions.seen(tenant, actor, call.visitor().session(), trace);
    }
    if (!READING.contains(call.method())) {
      AuditIntent intent = log.begin(tenant, actor, function, target, trace);
      return run(
          call,
          handler,
          (outcome, reply) -> log.end(intent, Targets.of(target, call.uri(), reply), outcome));
    }
    // Before the answer goes out: whoever is killed in between has shown nothing.
    return isWatched(declared, actor)
        ? run(
            call,
            handler,
            (outcome, reply) -> log.record(tenant, actor, function, target, outcome, trace))
        : handler.apply(call);
  }

  /**
   * Writes down that somebody was refused who belongs to the account, or to the staff; each refusal
   * once an hour and instance, so that nobody can fill the log. Never throws: they are refused all
   * the same.
   */
  public void refused(String function, Visitor visitor, Call call) {
    try {
      refusals.get(
          new Refusal(
              visitor.tenant().orElse(AuditLog.PLATFORM),
              actor(visitor),
              function,
              Targets.of(call.uri())),
          one -> {
            log.record(
                one.tenant(),
                one.actor(),
                one.function(),
                one.target(),
                AuditOutcome.REFUSED,
                Traces.id(call.traceParent()));
            return true;
          });
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "recording a refusal failed; function=" + function, e);
    }
  }

  private static Optional<TenantId> logOf(Caller caller, Call call) {
    return switch (caller) {
      case PUBLIC, SIGNED_LINK, WEBHOOK, OAUTH_STATE, PERSON -> Optional.empty();
      case MEMBER -> call.visitor().tenant();
      case STAFF -> Optional.of(AuditLog.PLATFORM);
    };
  }

  /**
   * Whether reading leaves an event: exports, what staff looks at inside an account, and what says
   * so of itself.
   */
  private static boolean isWatched(CalledBy declared, Actor actor) {
    boolean staff = actor.kind() == Actor.Kind.STAFF || actor.kind() == Actor.Kind.IMPERSONATOR;
    return declared.recorded()
        || (declared.value() == Caller.MEMBER
            && (staff || Arrays.stream(declared.needs()).anyMatch(EXPORTS::contains)));
  }

  /** Hears what came of a call; the answer is one without anything where there is none. */
  private interface Ending {
    void accept(AuditOutcome outcome, Reply reply);
  }

  /** Runs the handler; {@code then} hears what came of it, whatever it is. */
  private static Reply run(Call call, Function<Call, Reply> handler, Ending then) {
    AuditOutcome outcome = AuditOutcome.FAILED;
    Reply reply = Reply.empty(500);
    try {
      reply = handler.apply(call);
      outcome = outcome(reply);
      return reply;
    } catch (Forbidden e) {
      outcome = AuditOutcome.REFUSED;
      throw e;
    } finally {
      then.accept(outcome, reply);
    }
  }

  private static AuditOutcome outcome(Reply reply) {
    return reply.status() < 400 ? AuditOutcome.SUCCEEDED : AuditOutcome.FAILED;
  }

  /** A session in somebody else's name is not that person's doing. */
  private static Actor actor(Visitor visitor) {
    boolean impersonated = visitor.session().map(Session::impersonated).orElse(false);
    return impersonated
        ? new Actor(Actor.Kind.IMPERSONATOR, visitor.actor().id())
        : visitor.actor();
  }
}
