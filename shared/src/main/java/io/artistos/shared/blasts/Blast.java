package io.artistos.shared.blasts;

import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.fans.Segment;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mailing of an artist, as stored in {@code accounts}. Immutable; the methods give the blast as
 * it is after something happened.
 *
 * @param subject one line, with merge fields
 * @param body Markdown, with merge fields
 * @param about the name of what it is about, such as a release
 * @param frozen from the moment it is sent: what must not change any more
 * @param pause present while it is paused
 * @param failures how many tries to send a chunk have failed in a row
 */
@ItemType(Blast.TYPE)
public record Blast(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    Instant createdAt,
    Instant updatedAt,
    BlastStatus status,
    String subject,
    String body,
    @Nullable String about,
    Segment segment,
    @Nullable Frozen frozen,
    @Nullable Pause pause,
    int failures) {

  static final String TYPE = "blast";
  private static final int SCHEMA = 1;

  /**
   * What a blast was sent with, besides its content and segment.
   *
   * @param request the request that sent it: the same one may come again
   * @param fans how many fans the segment had
   * @param cut how far it is cut into chunks
   */
  public record Frozen(
      Instant at, String request, String artistName, String postalAddress, long fans, Cut cut) {}

  /**
   * How far a blast is cut into chunks.
   *
   * @param chunks how many there are; more may be on their way until it is {@code done}
   * @param after the last fan of the last chunk
   * @param movedAt when it last got further; a sweeper looks after one that stands still
   */
  public record Cut(int chunks, @Nullable String after, boolean done, Instant movedAt) {}

  /**
   * @param reason {@code artist}, {@code provider-failing} or the provider's error name
   * @param until when it goes on by itself; absent when somebody has to resume it
   */
  public record Pause(String reason, Instant at, @Nullable Instant until) {}

  static Blast draft(String id, TenantId tenant, BlastDraft draft, Instant now) {
    return new Blast(
        id,
        tenant,
        TYPE,
        SCHEMA,
        now,
        now,
        BlastStatus.DRAFT,
        draft.subject(),
        draft.body(),
        draft.about(),
        draft.segment(),
        null,
        null,
        0);
  }

  Blast edited(BlastDraft draft, Instant now) {
    return new Blast(
        id,
        tenantId,
        type,
        schema,
        createdAt,
        now,
        status,
        draft.subject(),
        draft.body(),
        draft.about(),
        draft.segment(),
        frozen,
        pause,
        failures);
  }

  Blast sent(Account account, long fans, String request, Instant now) {
    Cut nothing = new Cut(0, null, false, now);
    Frozen as =
        new Frozen(now, request, account.artistName(), account.postalAddress(), fans, nothing);
    return with(BlastStatus.SENDING, as, null, 0, now);
  }

  Blast paused(String reason, @Nullable Instant until, Instant now) {
    return with(BlastStatus.PAUSED, frozen, new Pause(reason, now, until), failures, now);
  }

  Blast resumed(Instant now) {
    return with(BlastStatus.SENDING, frozen, null, 0, now);
  }

  Blast finished(BlastStatus as, Instant now) {
    return with(as, frozen, null, failures, now);
  }

  Blast withFailures(int count) {
    return with(status, frozen, pause, count, updatedAt);
  }

  Blast withCut(Cut cut) {
    Frozen was = whenFrozen();
    Frozen now =
        new Frozen(was.at(), was.request(), was.artistName(), was.postalAddress(), was.fans(), cut);
    return with(status, now, pause, failures, updatedAt);
  }

  /** What it was frozen with; only drafts have none. */
  Frozen whenFrozen() {
    if (frozen == null) {
      throw new IllegalStateException("a blast that was never sent");
    }
    return frozen;
  }

  private Blast with(
      BlastStatus newStatus,
      @Nullable Frozen newFrozen,
      @Nullable Pause newPause,
      int newFailures,
      Instant at) {
    return new Blast(
        id,
        tenantId,
        type,
        schema,
        createdAt,
        at,
        newStatus,
        subject,
        body,
        about,
        segment,
        newFrozen,
        newPause,
        newFailures);
  }
}
