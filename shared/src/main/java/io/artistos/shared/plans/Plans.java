package io.artistos.shared.plans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What artists do with their plans. Thread-safe. */
public final class Plans {

  /** Approved plans of one artist that a mail looks through, the latest ones. */
  private static final int MOST_APPROVED = 200;

  private static final String WHAT = "plan";

  private final Database database;
  private final SecureRandom random;
  private final Clock clock;

  public Plans(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.random = random;
    this.clock = clock;
  }

  /**
   * One request.
   *
   * @throws NotFound when none was made
   */
  public PlanView view(TenantId tenant, String releaseId) {
    return find(tenant, releaseId)
        .map(read -> PlanView.of(read.value()))
        .orElseThrow(() -> new NotFound(WHAT));
  }

  /**
   * Puts other actions in the place of those that are there. Two requests.
   *
   * @param ifMatch the version that the artist saw, empty for any
   * @throws NotFound when none was made
   * @throws Outdated when {@code ifMatch} names another version
   * @throws InvalidInput when an action is outside the window, or new and before today
   */
  public PlanView change(
      Account account, String releaseId, Optional<String> ifMatch, PlanChange change) {
    Instant now = clock.instant();
    return update(
        account.tenantId(),
        releaseId,
        plan -> {
          check(plan, ifMatch, plan.version());
          return plan.edited(
              change.on(plan, now.atZone(account.timeZone()).toLocalDate(), random),
              account.timeZone(),
              now);
        });
  }

  /**
   * The artist wants it. Two requests; one when it is approved already, which is no error, the same
   * request sent twice included.
   *
   * @param ifMatch the version that the artist saw, empty for any
   * @throws NotFound when none was made
   * @throws Outdated when {@code ifMatch} names another version
   */
  public PlanView approve(Account account, String releaseId, Optional<String> ifMatch) {
    return update(
        account.tenantId(),
        releaseId,
        plan -> {
          boolean approved = plan.status() == Plan.Status.APPROVED;
          check(plan, ifMatch, approved ? plan.version() - 1 : plan.version());
          return plan.approved(account.timeZone(), clock.instant());
        });
  }

  Optional<Versioned<Plan>> find(TenantId tenant, String releaseId) {
    return Optional.of(releaseId)
        .filter(RequestIds::isOne)
        .flatMap(known -> items(tenant).read(Plan.idOf(known), Plan.class));
  }

  /** All approved plans; two queries, as the SDK reads one page ahead. */
  List<Plan> approved(TenantId tenant) {
    return items(tenant)
        .query(
            "c.type = 'plan' AND c.status = 'approved'",
            "c.createdAt DESC",
            Map.of(),
            Plan.class,
            MOST_APPROVED,
            null)
        .items();
  }

  TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }

  private PlanView update(TenantId tenant, String releaseId, UnaryOperator<Plan> change) {
    return Optional.of(releaseId)
        .filter(RequestIds::isOne)
        .flatMap(known -> items(tenant).update(Plan.idOf(known), Plan.class, change))
        .map(PlanView::of)
        .orElseThrow(() -> new NotFound(WHAT));
  }

  /**
   * @param alsoGood the version before, where this one is what was asked for
   */
  private static void check(Plan plan, Optional<String> ifMatch, int alsoGood) {
    boolean good =
        ifMatch.isEmpty()
            || ifMatch.get().equals(Plan.etag(plan.version()))
            || ifMatch.get().equals(Plan.etag(alsoGood));
    if (!good) {
      throw new Outdated();
    }
  }
}
