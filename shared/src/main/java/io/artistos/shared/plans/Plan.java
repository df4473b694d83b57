package io.artistos.shared.plans;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.planner.MarketingPlan;
import io.artistos.shared.planner.PlanAction;
import io.artistos.shared.planner.PlanSource;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a release, as stored in {@code accounts}, one to a release. Immutable.
 *
 * @param operation which request made it
 * @param version counts the changes that people can see, from 1; making it anew goes on counting
 * @param releaseDate what it was made for; the plan stays as it is when the release moves, until it
 *     is made anew
 * @param actions by date
 * @param nextMailAt while it is approved and has actions to come: when the next of them are mailed,
 *     {@link #MAIL_AT} of their day in the artist's zone
 */
@ItemType(Plan.TYPE)
public record Plan(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String releaseId,
    String operation,
    int version,
    Status status,
    PlanSource source,
    @Nullable String fallbackReason,
    LocalDate releaseDate,
    List<PlanAction> actions,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant approvedAt,
    @Nullable Instant nextMailAt) {

  /** When the day's actions are mailed. */
  static final LocalTime MAIL_AT = LocalTime.of(8, 0);

  static final String TYPE = "plan";
  private static final int SCHEMA = 1;

  /** Where it stands. */
  public enum Status {
    /** Waits for the artist; nothing of it is mailed. */
    @JsonProperty("draft")
    DRAFT,
    /** The artist wants it; stays so when the artist edits it. */
    @JsonProperty("approved")
    APPROVED
  }

  static String idOf(String releaseId) {
    return "plan-" + releaseId;
  }

  /**
   * @param before the plan that it takes the place of, null for the first one
   */
  static Plan draft(
      TenantId tenant,
      String releaseId,
      String operation,
      LocalDate releaseDate,
      MarketingPlan made,
      @Nullable Plan before,
      Instant now) {
    return new Plan(
        idOf(releaseId),
        tenant,
        TYPE,
        SCHEMA,
        releaseId,
        operation,
        before == null ? 1 : before.version + 1,
        Status.DRAFT,
        made.source(),
        made.fallbackReason(),
        releaseDate,
        made.actions(),
        now,
        now,
        null,
        null);
  }

  /** The same when it is approved already. */
  Plan approved(ZoneId zone, Instant now) {
    if (status == Status.APPROVED) {
      return this;
    }
    Instant next = nextMail(actions, now.atZone(zone).toLocalDate(), zone);
    return with(version + 1, Status.APPROVED, actions, now, now, next);
  }

  /** With other actions, in the same state. */
  Plan edited(List<PlanAction> newActions, ZoneId zone, Instant now) {
    List<PlanAction> sorted =
        newActions.stream().sorted(Comparator.comparing(PlanAction::date)).toList();
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant next = status == Status.APPROVED ? nextMail(sorted, today, zone) : null;
    return with(version + 1, status, sorted, now, approvedAt, next);
  }

  /** Everything until {@code day} has been mailed or missed. For people it is the same version. */
  Plan mailedUntil(LocalDate day, ZoneId zone) {
    return mailedNext(nextMail(actions, day.plusDays(1), zone));
  }

  /** Looked at again at {@code next}; never again when that is null. */
  Plan mailedNext(@Nullable Instant next) {
    return with(version, status, actions, updatedAt, approvedAt, next);
  }

  /** The actions of one day. */
  List<PlanAction> on(LocalDate day) {
    return actions.stream().filter(action -> action.date().equals(day)).toList();
  }

  /** A version as {@code ETag} and {@code If-Match} have it. */
  static String etag(int version) {
    return "\"" + version + "\"";
  }

  private static @Nullable Instant nextMail(List<PlanAction> all, LocalDate from, ZoneId zone) {
    return all.stream()
        .map(PlanAction::date)
        .filter(date -> !date.isBefore(from))
        .min(Comparator.naturalOrder())
        // Where clocks skip eight o'clock, the moment after the gap.
        .map(date -> date.atTime(MAIL_AT).atZone(zone).toInstant())
        .orElse(null);
  }

  private Plan with(
      int newVersion,
      Status newStatus,
      List<PlanAction> newActions,
      Instant newUpdatedAt,
      @Nullable Instant newApprovedAt,
      @Nullable Instant newNextMailAt) {
    return new Plan(
        id,
        tenantId,
        type,
        schema,
        releaseId,
        operation,
        newVersion,
        newStatus,
        source,
        fallbackReason,
        releaseDate,
        newActions,
        createdAt,
        newUpdatedAt,
        newApprovedAt,
        newNextMailAt);
  }
}
