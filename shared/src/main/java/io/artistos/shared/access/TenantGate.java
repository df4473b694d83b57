package io.artistos.shared.access;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.features.Features;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Permission;
import io.artistos.shared.identity.Session;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.support.SupportWatch;
import io.artistos.shared.team.ApiKey;
import io.artistos.shared.team.KeyDirectory;
import io.artistos.shared.team.Member;
import io.artistos.shared.team.Security;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets callers into an artist account. The header {@code Artist-Account} names it by slug; a key
 * belongs to one account and needs no header. One read of the {@link Team} for each call, afresh;
 * besides it one read of the account and one of its address or of the key's, kept in memory for
 * seconds; a key's first call of a day is one write more; for staff what {@link SupportWatch}
 * costs, for what is behind a feature what {@link Features} does. Thread-safe.
 */
public final class TenantGate {

  private static final String HEADER = "Artist-Account";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final FanPages pages;
  private final Accounts accounts;
  private final Teams teams;
  private final KeyDirectory keys;
  private final CallLimits limits;
  private final SupportWatch watch;
  private final Features features;
  private final Clock clock;

  public TenantGate(
      FanPages pages,
      Accounts accounts,
      Teams teams,
      KeyDirectory keys,
      CallLimits limits,
      SupportWatch watch,
      Features features,
      Clock clock) {
    this.pages = pages;
    this.accounts = accounts;
    this.teams = teams;
    this.keys = keys;
    this.limits = limits;
    this.watch = watch;
    this.features = features;
    this.clock = clock;
  }

  /** Somebody who is signed in: a member, or staff that was let in. */
  Visitor byMember(Session session, CalledBy declared, Call call, Consumer<Visitor> refused) {
    TenantId tenant =
        addressed(call)
            .orElseThrow(
                () ->
                    new InvalidInput(HEADER, "required", "This header names the artist by slug."));
    Team team = team(tenant);
    Member member = team.members().get(session.userId());
    Visitor visitor =
        member != null
            ? member(team, member, session, refused)
            : support(team, session, call).orElseThrow(TenantGate::noneOfTheirs);
    if (visitor.actor().kind() == Actor.Kind.STAFF && call.method().equals("DELETE")) {
      refused.accept(visitor);
      throw highRisk();
    }
    return checked(visitor, tenant, declared, refused);
  }

  private static Visitor member(
      Team team, Member member, Session session, Consumer<Visitor> refused) {
    Set<Permission> permissions = team.permissionsOf(member.role());
    Visitor visitor = visitor(Actor.Kind.MEMBER, session, team, permissions);
    if (session.impersonated()) {
      // Whoever helps comes in by their own name, as the account's rules for that say.
      refused.accept(visitor);
      throw Forbidden.impersonated();
    }
    if (team.security().requireSecondFactor() && !session.secondFactor()) {
      refused.accept(visitor);
      throw Forbidden.secondFactorRequired();
    }
    return visitor;
  }

  private Optional<Visitor> support(Team team, Session session, Call call) {
    if (!session.staff()
        || !session.secondFactor()
        || session.impersonated()
        || team.security().support() == Security.Support.NEVER) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return team.support().entrySet().stream()
        .filter(one -> one.getValue().staff().equals(session.userId()))
        .filter(one -> one.getValue().works(now))
        .findFirst()
        .map(one -> support(team, one.getKey(), one.getValue(), session, call));
  }

  private Visitor support(Team team, String id, SupportAccess access, Session session, Call call) {
    watch.used(team.tenantId(), id, session.userId(), call.traceParent());
    return visitor(
            Actor.Kind.STAFF, session, team, Permission.withoutRisk(access.role().permissions()))
        .under(id);
  }

  /** What the staff reads under an access is counted before it goes out. */
  void letOut(Call call, Reply reply) {
    Visitor visitor = call.admitted().orElse(null);
    if (visitor != null && visitor.access().isPresent() && READING.contains(call.method())) {
      watch.read(
          call.tenant(),
          visitor.access().get(),
          visitor.actor().id(),
          reply.things(),
          call.traceParent());
    }
  }

  /** Whose a slug is; empty when it is nobody's. One read, kept for seconds, unknown ones too. */
  Optional<TenantId> ofSlug(String slug) {
    return pages.anyAddress(slug).map(PageAddress::tenantId);
  }

  private static Visitor visitor(
      Actor.Kind kind, Session session, Team team, Set<Permission> permissions) {
    return new Visitor(
        new Actor(kind, session.userId()),
        Optional.of(team.tenantId()),
        permissions,
        Optional.of(session),
        team.features());
  }

  /** A program with an API key. */
  Visitor byKey(String credential, CalledBy declared, Call call, Consumer<Visitor> refused) {
    KeyDirectory.Entry entry = keys.find(credential).orElseThrow(TenantGate::unknownKey);
    TenantId tenant = entry.tenantId();
    Versioned<Team> read = teams.read(tenant).orElseThrow(TenantGate::unknownKey);
    ApiKey key = read.value().keys().get(entry.keyId());
    Instant now = clock.instant();
    if (key == null || !key.works(now)) {
      throw unknownKey();
    }
    if (addressed(call).filter(other -> !other.equals(tenant)).isPresent()) {
      throw noneOfTheirs();
    }
    Visitor visitor =
        new Visitor(
            new Actor(Actor.Kind.KEY, entry.keyId()),
            Optional.of(tenant),
            key.scopes(),
            Optional.empty(),
            read.value().features());
    limits.key(entry.keyId(), key.callsPerMinute());
    Visitor admitted = checked(visitor, tenant, declared, refused);
    teams.noteUse(read, entry.keyId(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    return admitted;
  }

  private Visitor checked(
      Visitor visitor, TenantId tenant, CalledBy declared, Consumer<Visitor> refused) {
    limits.tenant(tenant);
    for (Permission needed : declared.needs()) {
      if (!visitor.may(needed)) {
        refused.accept(visitor);
        throw missing(visitor, needed);
      }
    }
    if (!declared.feature().isEmpty()) {
      features.require(declared.feature(), visitor);
    }
    if (declared.alsoDeleted()) {
      return visitor;
    }
    accounts.open(tenant);
    return visitor;
  }

  private static Forbidden missing(Visitor visitor, Permission needed) {
    return visitor.actor().kind() == Actor.Kind.STAFF && needed.highRisk()
        ? highRisk()
        : Forbidden.missing(needed.word());
  }

  /** Deletion is, whatever is deleted. */
  private static Forbidden highRisk() {
    return new Forbidden("high-risk", "Staff cannot do this, whatever the role.");
  }

  private Optional<TenantId> addressed(Call call) {
    return call.header("artist-account")
        .map(slug -> ofSlug(slug).orElseThrow(TenantGate::noneOfTheirs));
  }

  private Team team(TenantId tenant) {
    return teams.find(tenant).orElseThrow(TenantGate::noneOfTheirs);
  }

  /** In the words of an account that does not exist: who is not on the team learns nothing. */
  private static NotFound noneOfTheirs() {
    return new NotFound("artist account");
  }

  private static Unauthenticated unknownKey() {
    return new Unauthenticated("The API key is not known, or does not work any more.");
  }
}
