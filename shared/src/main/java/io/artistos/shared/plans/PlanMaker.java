package io.artistos.shared.plans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.fans.FanCounts;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.operations.Operation;
import io.artistos.shared.operations.Operations;
import io.artistos.shared.planner.Audience;
import io.artistos.shared.planner.MarketingPlan;
import io.artistos.shared.planner.PlanInput;
import io.artistos.shared.planner.Planner;
import io.artistos.shared.queue.PlanMessage;
import io.artistos.shared.releases.Release;
import io.artistos.shared.releases.Releases;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan that an operation asks for, once, however often it is asked to. The operation is
 * claimed by its ETag; plan, outcome and the mail that tells of it are one write. Six reads, a
 * query and two writes in Cosmos. Thread-safe.
 */
public final class PlanMaker {

  /** How long a claim keeps other handlers away: twice what a planner may take. */
  static final Duration CLAIM = Duration.ofMinutes(3);

  /** What was begun this often and never finished takes its handlers down with it. */
  static final int MOST_TRIES = 5;

  private static final Logger LOG = Logger.getLogger(PlanMaker.class.getName());
  private static final int MOST_WRITES = 5;
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Plans plans;
  private final Operations operations;
  private final PlanRequests requests;
  private final Releases releases;
  private final Accounts accounts;
  private final FanCounts fans;
  private final Planner planner;
  private final ArtistMails mails;
  private final Clock clock;

  public PlanMaker(
      Plans plans,
      Operations operations,
      PlanRequests requests,
      Releases releases,
      Accounts accounts,
      FanCounts fans,
      Planner planner,
      ArtistMails mails,
      Clock clock) {
    this.plans = plans;
    this.operations = operations;
    this.requests = requests;
    this.releases = releases;
    this.accounts = accounts;
    this.fans = fans;
    this.planner = planner;
    this.mails = mails;
    this.clock = clock;
  }

  /** Does what the message asks for, if it still has to be done. */
  public void handle(PlanMessage message) {
    claim(message).ifPresent(claimed -> make(claimed, message.traceParent()));
  }

  /** For a message that failed too often: the operation stays due, and the sweeper asks again. */
  public void giveBack(PlanMessage message) {
    LOG.warning("plan failed too often, left to the sweeper; tenant=" + message.tenant());
  }

  /** The operation, in our hand; empty when there is nothing to do, or not now, or not for us. */
  Optional<Operation> claim(PlanMessage message) {
    Optional<Versioned<Operation>> read = operations.find(message.tenant(), message.operation());
    if (read.isEmpty() || read.get().value().finished()) {
      return Optional.empty();
    }
    Operation operation = read.get().value();
    Instant now = clock.instant();
    Instant claimedUntil = operation.claimedUntil();
    if (claimedUntil != null && now.isBefore(claimedUntil)) {
      // Whoever has it in hand may be dead: looked at again as soon as that is certain.
      Duration wait = Duration.between(now, claimedUntil).plus(SLACK);
      requests.ask(message.tenant(), message.operation(), message.traceParent(), wait);
      return Optional.empty();
    }
    boolean hopeless = operation.tries() >= MOST_TRIES;
    Operation next =
        hopeless ? operation.failed(now, "gave-up") : operation.claimedTo(now.plus(CLAIM));
    boolean ours = plans.items(message.tenant()).replace(next.id(), next, read.get().etag());
    return ours && !hopeless ? Optional.of(next) : Optional.empty();
  }

  /** Makes the plan of an operation that is in our hand. */
  void make(Operation claimed, @Nullable String traceParent) {
    TenantId tenant = claimed.tenantId();
    try {
      Account account = accounts.openNow(tenant);
      Release release = releases.get(tenant, claimed.subject()).value();
      LocalDate date = release.date();
      if (date == null) {
        settle(claimed, operation -> operation.failed(clock.instant(), "release-undated"));
        return;
      }
      write(claimed, date, planner.plan(input(account, release, date)), traceParent);
    } catch (Gone | NotFound e) {
      settle(claimed, operation -> operation.failed(clock.instant(), "release-gone"));
    } catch (RuntimeException e) {
      // The host tries again; the claim must not be in its way.
      settle(claimed, operation -> operation.givenBack(clock.instant()));
      throw e;
    }
  }

  private PlanInput input(Account account, Release release, LocalDate date) {
    Map<String, Long> byCountry = new TreeMap<>(fans.confirmedByCountry(account.tenantId()));
    long all = byCountry.values().stream().mapToLong(Long::longValue).sum();
    byCountry.remove("");
    return new PlanInput(
        release.title(),
        release.genre() == null ? "" : release.genre(),
        release.moods(),
        date,
        clock.instant().atZone(account.timeZone()).toLocalDate(),
        new Audience(all, byCountry));
  }

  /** Again when the artist edited the plan meanwhile; not when the claim is not ours any more. */
  private void write(
      Operation claimed, LocalDate date, MarketingPlan made, @Nullable String traceParent) {
    TenantId tenant = claimed.tenantId();
    for (int i = 0; i < MOST_WRITES; i++) {
      Optional<Versioned<Operation>> mine =
          operations.find(tenant, claimed.id()).filter(read -> read.value().equals(claimed));
      if (mine.isEmpty()) {
        return;
      }
      Optional<Versioned<Plan>> before = plans.find(tenant, claimed.subject());
      Instant now = clock.instant();
      Plan old = before.map(Versioned::value).orElse(null);
      Plan plan = Plan.draft(tenant, claimed.subject(), claimed.id(), date, made, old, now);
      ArtistMail mail = PlanReadyMail.due(plan, now);
      Operation done = claimed.succeeded(now, "/api/releases/" + claimed.subject() + "/plan");
      AtomicWrites all = plans.items(tenant).together();
      all.replace(done.id(), done, mine.get().etag()).create(mail);
      before.ifPresentOrElse(
          read -> all.replace(plan.id(), plan, read.etag()), () -> all.create(plan));
      if (all.commit()) {
        takeBackWithoutRelease(tenant, claimed.subject());
        mails.ask(mail, traceParent);
        return;
      }
    }
    throw new Unavailable("a plan that many change at once", Duration.ofSeconds(1), null);
  }

  /** Whoever deletes a release marks it first and looks for its plan then: one of us sees it. */
  private void takeBackWithoutRelease(TenantId tenant, String release) {
    if (releases.find(tenant, release).isEmpty()) {
      plans.items(tenant).delete(Plan.idOf(release));
    }
  }

  /** Unless the claim is not ours any more. */
  private void settle(Operation claimed, UnaryOperator<Operation> outcome) {
    plans
        .items(claimed.tenantId())
        .update(
            claimed.id(),
            Operation.class,
            found -> found.equals(claimed) ? outcome.apply(found) : found);
  }
}
