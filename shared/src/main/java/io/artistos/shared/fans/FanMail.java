package io.artistos.shared.fans;

import io.artistos.shared.mail.MailProgress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation mail of a fan's current sign-up. It lives in the fan's item, so that a change
 * which must lead to mail and the fact that mail is due are one write.
 *
 * @param number counts the confirmation mails to this fan, from 1; part of the provider's
 *     idempotency key; 0 when there was none
 * @param unanswered how many of them were asked for since the last one that was answered by
 *     confirming
 * @param dueAt when {@link MailProgress.State#DUE}: not before; when {@link
 *     MailProgress.State#SENDING}: since when; when sent or parked: then
 * @param triedAt since when it has been unknown whether the provider accepted it; absent when it
 *     certainly has not
 * @param reason why it is parked: a short code, never anything personal
 */
record FanMail(
    MailProgress.State state,
    int number,
    int unanswered,
    Instant dueAt,
    @Nullable Instant triedAt,
    @Nullable String reason) {

  private static final Duration FIRST_GAP = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;

  static FanMail first(Instant now) {
    return new FanMail(MailProgress.State.DUE, 1, 1, now, null, null);
  }

  /** Nothing to send: whoever is confirmed without a mail. */
  static FanMail none(Instant now) {
    return new FanMail(MailProgress.State.SENT, 0, 0, now, null, null);
  }

  /** One more, of the same fan, as soon as there {@link #mayRepeat may} be one. */
  FanMail next(Instant now) {
    Instant soonest = gapEnds();
    Instant when = soonest.isAfter(now) ? soonest : now;
    return new FanMail(MailProgress.State.DUE, number + 1, unanswered + 1, when, null, null);
  }

  /** How far it has come, without what is special about mail to fans. */
  MailProgress progress() {
    return new MailProgress(state, dueAt, triedAt, reason);
  }

  FanMail with(MailProgress progress) {
    return new FanMail(
        progress.state(),
        number,
        unanswered,
        progress.dueAt(),
        progress.triedAt(),
        progress.reason());
  }

  /** The fan confirmed, so it arrived or is not needed any more. */
  FanMail answered() {
    return new FanMail(isOpen() ? MailProgress.State.SENT : state, number, 0, dueAt, null, reason);
  }

  /**
   * Whether one more may be asked for: ten minutes after the last one, then twenty, forty and so
   * on, so that a form cannot be used to flood somebody's inbox.
   */
  boolean mayRepeat(Instant now) {
    return !isOpen() && !now.isBefore(gapEnds());
  }

  /** Of mail that is sent or parked. */
  private Instant gapEnds() {
    long gaps = 1L << Math.min(Math.max(unanswered - 1, 0), MOST_DOUBLINGS);
    return dueAt.plus(FIRST_GAP.multipliedBy(gaps));
  }

  /** How long there is nothing to do about it. */
  Duration rest(Instant now) {
    return isOpen() && dueAt.isAfter(now) ? Duration.between(now, dueAt) : Duration.ZERO;
  }

  boolean isOpen() {
    return progress().unfinished();
  }
}
