package io.artistos.shared.plans;

import io.artistos.shared.http.Reply;
import io.artistos.shared.planner.PlanAction;
import io.artistos.shared.planner.PlanSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan, as the artist sees it.
 *
 * @param version in quotes it is the ETag
 * @param releaseDate what it was made for
 */
public record PlanView(
    String releaseId,
    int version,
    Plan.Status status,
    PlanSource source,
    @Nullable String fallbackReason,
    LocalDate releaseDate,
    List<PlanAction> actions,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant approvedAt) {

  static PlanView of(Plan plan) {
    return new PlanView(
        plan.releaseId(),
        plan.version(),
        plan.status(),
        plan.source(),
        plan.fallbackReason(),
        plan.releaseDate(),
        plan.actions(),
        plan.createdAt(),
        plan.updatedAt(),
        plan.approvedAt());
  }

  /** 200 with the version as ETag. */
  public Reply reply() {
    return Reply.json(200, this).with("ETag", Plan.etag(version));
  }
}
