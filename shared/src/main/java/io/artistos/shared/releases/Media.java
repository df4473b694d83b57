package io.artistos.shared.releases;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a release, as stored in {@code accounts}; the file itself is a blob. Immutable.
 *
 * @param contentType one of {@link FileFormat}
 * @param bytes the size that was announced, and that what arrived must have
 * @param sha256 hexadecimal, lower case: first as announced, if it was; when ready, of what arrived
 * @param refusal why what arrived was not taken; present only when {@link State#REFUSED}
 * @param uploadUntil until then something may arrive
 * @param sweepAt when the sweep deletes it with its blob; absent once it is ready
 */
@ItemType(Media.TYPE)
record Media(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String releaseId,
    Kind kind,
    String contentType,
    long bytes,
    @Nullable String sha256,
    State state,
    @Nullable Refusal refusal,
    Instant uploadUntil,
    Instant createdAt,
    @Nullable Instant sweepAt) {

  static final String TYPE = "media";

  /** How long after the last word about it an upload counts as abandoned. */
  static final Duration ABANDONED = Duration.ofDays(1);

  private static final int SCHEMA = 1;
  private static final long MIB = 1L << 20;

  /** What it is for. */
  public enum Kind {
    /** At most 500 MiB. */
    @JsonProperty("audio")
    AUDIO(500 * MIB),
    /** At most 20 MiB. */
    @JsonProperty("artwork")
    ARTWORK(20 * MIB);

    private final long most;

    Kind(long most) {
      this.most = most;
    }

    /** The largest file, in bytes. */
    long most() {
      return most;
    }
  }

  /** What has happened to it. */
  public enum State {
    /** An address was given out. */
    @JsonProperty("awaited")
    AWAITED,
    /** It arrived and was checked. */
    @JsonProperty("ready")
    READY,
    /** What arrived was something else; its blob is deleted. */
    @JsonProperty("refused")
    REFUSED,
    /** On its way out; for everybody else it is gone. */
    @JsonProperty("deleting")
    DELETING
  }

  /** What was wrong with what arrived. */
  enum Refusal {
    @JsonProperty("wrong-size")
    WRONG_SIZE("bytes", "What arrived has another size than was announced."),
    @JsonProperty("wrong-content")
    WRONG_CONTENT("contentType", "What arrived is not a file of the announced type."),
    @JsonProperty("wrong-checksum")
    WRONG_CHECKSUM("sha256", "What arrived has another checksum than was announced.");

    private final String field;
    private final String detail;

    Refusal(String field, String detail) {
      this.field = field;
      this.detail = detail;
    }

    String field() {
      return field;
    }

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String detail() {
      return detail;
    }
  }

  static Media awaited(
      String id, TenantId tenant, String release, NewMedia media, Instant now, Instant until) {
    return new Media(
        id,
        tenant,
        TYPE,
        SCHEMA,
        release,
        media.kind(),
        media.contentType(),
        media.bytes(),
        media.sha256(),
        State.AWAITED,
        null,
        until,
        now,
        now.plus(ABANDONED));
  }

  /** The blob's name in the tenant's container. */
  String blob() {
    return "media/" + id;
  }

  /** With a new address out. */
  Media awaitedUntil(Instant until) {
    return with(State.AWAITED, sha256, null, until, until.plus(ABANDONED));
  }

  Media ready(String checksum) {
    return with(State.READY, checksum, null, uploadUntil, null);
  }

  Media refused(Refusal why, Instant now) {
    return with(State.REFUSED, sha256, why, uploadUntil, now.plus(ABANDONED));
  }

  /** The sweep comes when no address works any more with which a blob could come again. */
  Media deleting(Instant now) {
    Instant later = now.isAfter(uploadUntil) ? now : uploadUntil;
    return with(State.DELETING, sha256, refusal, uploadUntil, later.plusSeconds(60));
  }

  /** Whether nobody has asked for more time meanwhile. */
  boolean isToBeSwept(Instant now) {
    return sweepAt != null && sweepAt.isBefore(now);
  }

  private Media with(
      State newState,
      @Nullable String checksum,
      @Nullable Refusal why,
      Instant until,
      @Nullable Instant sweep) {
    return new Media(
        id,
        tenantId,
        type,
        schema,
        releaseId,
        kind,
        contentType,
        bytes,
        checksum,
        newState,
        why,
        until,
        createdAt,
        sweep);
  }
}
