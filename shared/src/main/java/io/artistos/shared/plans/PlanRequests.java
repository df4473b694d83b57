package io.artistos.shared.plans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.operations.Operation;
import io.artistos.shared.operations.Operations;
import io.artistos.shared.planner.MarketingPlan;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.PlanMessage;
import io.artistos.shared.releases.Release;
import io.artistos.shared.releases.Releases;
import io.artistos.shared.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Asks for plans. The operation is written down first, then a message says so. Thread-safe. */
public final class PlanRequests {

  private static final String KIND = "plan";

  private final Releases releases;
  private final Operations operations;
  private final MessageQueue queue;
  private final SecureRandom random;
  private final Clock clock;

  public PlanRequests(
      Releases releases,
      Operations operations,
      MessageQueue queue,
      SecureRandom random,
      Clock clock) {
    this.releases = releases;
    this.operations = operations;
    this.queue = queue;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Asks for a plan, or for another one in place of the one that is there: until the new one is
   * made, the old one stays as it is, approved or not; then there is a draft again. One read, one
   * create and a message. With an {@code Idempotency-Key} that was used for this release before:
   * the operation of then.
   *
   * @throws NotFound when there is no such release
   * @throws NotAllowedNow when it has no date, or has been out for four weeks
   * @throws InvalidInput when the key is not one
   */
  public Operation request(Account account, String releaseId, Call call) {
    TenantId tenant = account.tenantId();
    Release release = releases.get(tenant, releaseId).value();
    checkDate(release.date(), clock.instant().atZone(account.timeZone()).toLocalDate());
    String id = RequestIds.of(call, tenant, KIND + " " + releaseId, random);
    Operation operation =
        operations.begin(Operation.pending(id, tenant, KIND, releaseId, clock.instant()));
    if (!operation.finished()) {
      ask(tenant, operation.id(), call.traceParent(), Duration.ZERO);
    }
    return operation;
  }

  /**
   * Asks again for plans whose message was lost.
   *
   * @return how many
   */
  public int sweep() {
    return operations.sweep(KIND, ref -> ask(ref.tenantId(), ref.id(), null, Duration.ZERO));
  }

  void ask(TenantId tenant, String operation, @Nullable String traceParent, Duration delay) {
    queue.offer(
        new PlanMessage(tenant, operation, traceParent),
        delay,
        "plan; tenant=" + tenant + " operation=" + operation);
  }

  private static void checkDate(@Nullable LocalDate date, LocalDate today) {
    if (date == null) {
      throw new NotAllowedNow("release-undated", "A plan needs the day of the release.");
    }
    if (date.plusDays(MarketingPlan.WINDOW_DAYS).isBefore(today)) {
      throw new NotAllowedNow(
          "release-past", "This release has been out for more than four weeks.");
    }
  }
}
