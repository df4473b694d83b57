package io.artistos.shared.support;

import io.artistos.shared.audit.AuditIntent;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.audit.AuditOutcome;
import io.artistos.shared.audit.Traces;
import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.team.SupportAccess;
import io.artistos.shared.team.SupportAccess.End;
import io.artistos.shared.team.Team;
import io.artistos.shared.team.Teams;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes accesses in the team's item: together with the mail and the audit events that a change
 * leads to, in one write that holds only if nobody changed the team meanwhile. Thread-safe.
 */
final class SupportBook {

  /** How long one that is over stays in the team's item. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** Of those that are over. */
  private static final int MOST = 50;

  /** The action of the events that something unusual leads to. */
  static final String ALERTED = "support.alerted";

  private static final String TARGET = "support-access:";

  private final Teams teams;
  private final ArtistMails mails;
  private final AuditLog log;
  private final Clock clock;

  SupportBook(Teams teams, ArtistMails mails, AuditLog log, Clock clock) {
    this.teams = teams;
    this.mails = mails;
    this.log = log;
    this.clock = clock;
  }

  /**
   * An access as it is to be.
   *
   * @param account the slug it was asked with; empty when it was asked for before
   * @param mail what the artist is told of it
   * @param events what the tenant's audit log is to have
   */
  record Step(
      SupportAccess access,
      Optional<String> account,
      Optional<ArtistMail.Kind> mail,
      List<Event> events) {

    static Step to(SupportAccess access, Event... events) {
      return new Step(access, Optional.empty(), Optional.empty(), List.of(events));
    }

    Step askedWith(String slug) {
      return new Step(access, Optional.of(slug), mail, events);
    }

    Step telling(ArtistMail.Kind kind) {
      return new Step(access, account, Optional.of(kind), events);
    }
  }

  /** What somebody did to an access, for the audit log. */
  record Event(Actor actor, String action) {}

  /**
   * An access as it is now.
   *
   * @param team with it, for the list of whoever asked
   * @param changed whether it was this call that made it so
   */
  record Written(SupportAccess access, Team team, boolean changed) {}

  /**
   * A read and, when {@code step} changes something, a batch, two requests for each event and a
   * message for the mail. The events are begun in the same batch: there is one if and only if there
   * was the change, and the log's sweeper ends what is not ended here.
   *
   * @param step given the team as it is, and again when somebody else was quicker
   */
  Written change(
      TenantId tenant, String id, @Nullable String traceParent, Function<Team, Step> step) {
    Change change = new Change(tenant, id, traceParent, step);
    Team team = teams.changeTogether(tenant, change);
    change.intents.forEach(intent -> log.end(intent, AuditOutcome.SUCCEEDED));
    change.mail.ifPresent(mail -> mails.ask(mail, traceParent));
    return new Written(of(team, id), team, change.changed);
  }

  /** A request that came to nothing, for the tenant's log; one request. */
  void refused(TenantId tenant, Actor staff, @Nullable String traceParent) {
    log.record(
        tenant, staff, "support.requested", null, AuditOutcome.REFUSED, Traces.id(traceParent));
  }

  /** Something unusual about somebody of the staff, once, for the platform's log; one request. */
  void alerted(String id, Actor by, String staff, @Nullable String traceParent) {
    log.record(
        "alert-" + id,
        AuditLog.PLATFORM,
        by,
        ALERTED,
        "staff:" + staff,
        AuditOutcome.SUCCEEDED,
        Traces.id(traceParent));
  }

  /**
   * The access of this id.
   *
   * @throws NotFound when there is none
   */
  static SupportAccess of(Team team, String id) {
    SupportAccess access = team.support().get(id);
    if (access == null) {
      throw new NotFound("support access");
    }
    return access;
  }

  /** The team without what was over long ago, or is one of too many. */
  private static Team tidied(Team team, Instant now) {
    Team tidy = team;
    int over = 0;
    for (Map.Entry<String, SupportAccess> entry :
        team.support().entrySet().stream()
            .filter(entry -> entry.getValue().end() != null)
            .sorted(Comparator.comparing(SupportBook::overSince).reversed())
            .toList()) {
      over++;
      if (over > MOST || overSince(entry).isBefore(now.minus(KEPT))) {
        tidy = tidy.withoutSupport(entry.getKey());
      }
    }
    return tidy;
  }

  private static Instant overSince(Map.Entry<String, SupportAccess> entry) {
    End end = entry.getValue().end();
    return end == null ? Instant.MAX : end.at();
  }

  /** One change, and what came of it at the last try. Not thread-safe. */
  private final class Change implements Teams.Together {

    private final TenantId tenant;
    private final String id;
    private final @Nullable String traceParent;
    private final Function<Team, Step> step;
    private boolean changed;
    private Optional<ArtistMail> mail = Optional.empty();
    private List<AuditIntent> intents = List.of();

    Change(TenantId tenant, String id, @Nullable String traceParent, Function<Team, Step> step) {
      this.tenant = tenant;
      this.id = id;
      this.traceParent = traceParent;
      this.step = step;
    }

    @Override
    public Optional<Team> apply(Team team, AtomicWrites writes) {
      Step next = step.apply(team);
      changed = !next.access().equals(team.support().get(id));
      if (!changed) {
        mail = Optional.empty();
        intents = List.of();
        return Optional.empty();
      }
      Instant now = clock.instant();
      mail = next.mail().map(kind -> SupportMail.due(tenant, kind, id, now));
      intents = next.events().stream().map(this::intent).toList();
      mail.ifPresent(writes::create);
      intents.forEach(writes::create);
      Team after =
          next.account()
              .map(slug -> team.withSupport(id, next.access(), slug, now))
              .orElseGet(() -> team.withSupport(id, next.access(), now));
      return Optional.of(tidied(after, now));
    }

    private AuditIntent intent(Event event) {
      return log.intent(tenant, event.actor(), event.action(), TARGET + id, Traces.id(traceParent));
    }
  }
}
