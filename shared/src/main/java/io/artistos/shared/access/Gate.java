package io.artistos.shared.access;

import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.team.KeyDirectory;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Lets callers in, or does not: the one place that holds what a function declares ({@link
 * CalledBy}) against who calls. Nothing is read before somebody has proved who they are. Costs
 * nothing for anybody's functions; for persons and staff no request to Cosmos; for members what
 * {@link TenantGate} says. Thread-safe.
 */
public final class Gate {

  private static final String SCHEME = "Bearer ";

  private final Function<String, Session> sessions;
  private final TenantGate tenants;
  private final CallLimits limits;

  /**
   * @param sessions verifies a session token, and throws {@link Unauthenticated}
   */
  public Gate(Function<String, Session> sessions, TenantGate tenants, CallLimits limits) {
    this.sessions = sessions;
    this.tenants = tenants;
    this.limits = limits;
  }

  /**
   * The call, with who was let in.
   *
   * @param refused hears of who belongs to the account, or to the staff, and may not do this: the
   *     failure itself names nobody
   * @throws Unauthenticated when nobody has proved who they are
   * @throws Forbidden when they may not do this
   * @throws InvalidInput when the call does not say for which account it is
   * @throws NotFound when there is no such account, or it is none of theirs
   * @throws Gone when it is being deleted
   * @throws io.artistos.shared.errors.TooMany when there were too many calls
   */
  public Call admit(CalledBy declared, Call call, Consumer<Visitor> refused) {
    switch (declared.value()) {
      case PUBLIC, OAUTH_STATE -> anybody(declared, call);
      case SIGNED_LINK -> limits.link(call);
      case WEBHOOK -> limits.webhook(call);
      case PERSON, STAFF, MEMBER -> {
        return call.with(proven(declared, call, refused));
      }
    }
    return call;
  }

  /**
   * An answer to somebody who was let in, before it goes out: what the staff reads in an account is
   * counted.
   *
   * @throws Forbidden {@code support-ended} when it is more than support needs
   */
  public Reply letOut(Call call, Reply reply) {
    tenants.letOut(call, reply);
    return reply;
  }

  /** Whose page it is, is only asked for who may go on: it can be a read. */
  private void anybody(CalledBy declared, Call call) {
    limits.anybody(call);
    Optional.ofNullable(call.parameters().get(declared.slug()))
        .flatMap(tenants::ofSlug)
        .ifPresent(limits::page);
  }

  private Visitor proven(CalledBy declared, Call call, Consumer<Visitor> refused) {
    try {
      return switch (declared.value()) {
        case PERSON -> person(session(credential(call)));
        case STAFF -> staff(session(credential(call)), refused);
        default -> member(declared, call, refused);
      };
    } catch (Unauthenticated e) {
      // Only who fails has to wait: a network is shared, and a proof cannot be guessed.
      limits.failed(call, e);
      throw e;
    }
  }

  private Visitor member(CalledBy declared, Call call, Consumer<Visitor> refused) {
    String credential = credential(call);
    return KeyDirectory.isMeant(credential)
        ? tenants.byKey(credential, declared, call, refused)
        : tenants.byMember(session(credential), declared, call, refused);
  }

  private static Visitor person(Session session) {
    if (session.impersonated()) {
      throw Forbidden.impersonated();
    }
    return visitor(Actor.Kind.PERSON, session);
  }

  private static Visitor staff(Session session, Consumer<Visitor> refused) {
    if (!session.staff()) {
      throw new Forbidden("staff-only", "This is for the platform's staff.");
    }
    Visitor visitor = visitor(Actor.Kind.STAFF, session);
    if (session.impersonated()) {
      refused.accept(visitor);
      throw Forbidden.impersonated();
    }
    if (!session.secondFactor()) {
      refused.accept(visitor);
      throw Forbidden.secondFactorRequired();
    }
    return visitor;
  }

  private static Visitor visitor(Actor.Kind kind, Session session) {
    return new Visitor(
        new Actor(kind, session.userId()), Optional.empty(), Set.of(), Optional.of(session));
  }

  private Session session(String token) {
    if (KeyDirectory.isMeant(token)) {
      throw new Unauthenticated("API keys do not open this.");
    }
    Session session = sessions.apply(token);
    limits.person(session);
    return session;
  }

  /** From the header alone: a cookie would come along when another site makes the call. */
  private static String credential(Call call) {
    return call.header("authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(value -> value.substring(SCHEME.length()).strip())
        .filter(value -> !value.isEmpty())
        .orElseThrow(() -> Unauthenticated.innocent("Sign in, or send an API key."));
  }
}
