package io.artistos.shared.releases;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A song, an EP or an album on its way to the public, as stored in {@code accounts}. Immutable;
 * what changes it says whether that is allowed.
 *
 * @param moods 0 to 10 tags
 * @param date of the release, in {@code timeZone}; absent while it is not decided
 * @param collaborators shares add up to at most 100 %, and to exactly that from scheduling on
 * @param goesLiveAt when the timer looks at it, present only while it is scheduled: {@link
 *     #midnight} or, where that was not possible, later
 * @param wentLiveAt present when it is live
 * @param sweepAt present only while it is being deleted: when the sweep looks at it
 */
@ItemType(Release.TYPE)
public record Release(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String title,
    @Nullable String genre,
    List<String> moods,
    @Nullable LocalDate date,
    ZoneId timeZone,
    List<Collaborator> collaborators,
    Status status,
    @Nullable Instant goesLiveAt,
    @Nullable Instant wentLiveAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant sweepAt) {

  static final String TYPE = "release";

  private static final int SCHEMA = 1;

  /** Where it stands. */
  public enum Status {
    /** Being prepared. */
    @JsonProperty("draft")
    DRAFT,
    /** Goes live by itself at the start of its date. */
    @JsonProperty("scheduled")
    SCHEDULED,
    /** Out; there is no way back. */
    @JsonProperty("live")
    LIVE,
    /** On its way out of the database; for everybody else it is gone. */
    @JsonProperty("deleting")
    DELETING
  }

  static Release draft(String id, TenantId tenant, ReleaseFields fields, Instant now) {
    return new Release(
        id,
        tenant,
        TYPE,
        SCHEMA,
        fields.title(),
        fields.genre(),
        fields.moods(),
        fields.date(),
        fields.timeZone(),
        fields.collaborators(),
        Status.DRAFT,
        null,
        null,
        now,
        now,
        null);
  }

  /**
   * The first moment of the date in the release's own zone; where a change of clocks skips
   * midnight, the moment after the gap. Absent while there is no date.
   */
  public @Nullable Instant midnight() {
    return date == null ? null : date.atStartOfDay(timeZone).toInstant();
  }

  /**
   * With other contents, in the same state.
   *
   * @throws NotAllowedNow when it is live and the date would change
   * @throws InvalidInput when it is scheduled or live and something would be missing
   */
  Release edited(ReleaseFields fields, Instant now) {
    Release edited = with(fields, now);
    if (status == Status.LIVE) {
      if (!Objects.equals(date, edited.date) || !timeZone.equals(edited.timeZone)) {
        throw new NotAllowedNow("release-live", "This release is out: its date stays as it is.");
      }
      ReleaseFields.checkSplits(edited.collaborators);
    }
    if (status == Status.SCHEDULED) {
      edited.checkReady(now);
      return edited.with(Status.SCHEDULED, edited.midnight(), null, now);
    }
    return edited;
  }

  /**
   * To go live by itself. The same when it is scheduled already.
   *
   * @throws NotAllowedNow when it is live
   * @throws InvalidInput when something is missing or the date is past
   */
  Release scheduled(Instant now) {
    if (status == Status.LIVE) {
      throw new NotAllowedNow("release-live", "This release is out already.");
    }
    if (status == Status.SCHEDULED) {
      return this;
    }
    checkReady(now);
    return with(Status.SCHEDULED, midnight(), null, now);
  }

  /**
   * A draft again. The same when it is one already.
   *
   * @throws NotAllowedNow when it is live
   */
  Release unscheduled(Instant now) {
    if (status == Status.LIVE) {
      throw new NotAllowedNow("release-live", "This release is out: that cannot be undone.");
    }
    return status == Status.DRAFT ? this : with(Status.DRAFT, null, null, now);
  }

  /** Out. */
  Release live(Instant now) {
    return with(Status.LIVE, null, now, now);
  }

  /** Still scheduled; the timer looks at it later. */
  Release postponed(Instant until) {
    return with(status, until, wentLiveAt, updatedAt);
  }

  /**
   * On its way out.
   *
   * @throws NotAllowedNow when it is live
   */
  Release deleting(Instant sweepAt) {
    if (status == Status.LIVE) {
      throw new NotAllowedNow("release-live", "This release is out: it cannot be deleted.");
    }
    return copy(Status.DELETING, null, null, updatedAt, sweepAt);
  }

  /** Whether the timer should make it live. */
  boolean isDue(Instant now) {
    return status == Status.SCHEDULED && goesLiveAt != null && !now.isBefore(goesLiveAt);
  }

  private void checkReady(Instant now) {
    ReleaseFields.checkSplits(collaborators);
    if (date == null) {
      throw new InvalidInput("date", "required", "A release needs a date to be scheduled.");
    }
    if (date.isBefore(now.atZone(timeZone).toLocalDate())) {
      throw new InvalidInput("date", "past", "This day is over in " + timeZone + ".");
    }
  }

  private Release with(ReleaseFields fields, Instant now) {
    return new Release(
        id,
        tenantId,
        type,
        schema,
        fields.title(),
        fields.genre(),
        fields.moods(),
        fields.date(),
        fields.timeZone(),
        fields.collaborators(),
        status,
        goesLiveAt,
        wentLiveAt,
        createdAt,
        now,
        sweepAt);
  }

  private Release with(
      Status newStatus, @Nullable Instant due, @Nullable Instant since, Instant now) {
    return copy(newStatus, due, since, now, null);
  }

  private Release copy(
      Status newStatus,
      @Nullable Instant due,
      @Nullable Instant since,
      Instant now,
      @Nullable Instant sweep) {
    return new Release(
        id,
        tenantId,
        type,
        schema,
        title,
        genre,
        moods,
        date,
        timeZone,
        collaborators,
        newStatus,
        due,
        since,
        createdAt,
        now,
        sweep);
  }
}
