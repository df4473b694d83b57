package io.artistos.shared.blasts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the outcome of a chunk means for its blast: it pauses itself when the provider fails or will
 * not take more, and it is sent when nothing is open. Thread-safe.
 */
final class BlastControl {

  private static final Logger LOG = Logger.getLogger(BlastControl.class.getName());

  /** So many failures in a row, and the blast pauses itself. */
  static final int MOST_FAILURES = 5;

  static final String FAILING = "provider-failing";

  private static final Duration FAILING_WAIT = Duration.ofMinutes(15);

  private final BlastStore store;
  private final Clock clock;

  BlastControl(BlastStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Nothing while all is well, else one read and one write. */
  void worked(Blast blast) {
    if (blast.failures() > 0) {
      store.update(blast, now -> now.withFailures(0));
    }
  }

  /** One read and one write. */
  void failed(Blast blast) {
    Instant now = clock.instant();
    store.update(
        blast,
        old -> {
          Blast failed = old.withFailures(old.failures() + 1);
          return failed.failures() >= MOST_FAILURES && old.status() == BlastStatus.SENDING
              ? failed.paused(FAILING, now.plus(FAILING_WAIT), now)
              : failed;
        });
  }

  /**
   * The provider sends nothing more for now. A quota is counted by the day or the month, in UTC;
   * what else is wrong with the account somebody has to mend.
   *
   * @param code the provider's error name
   */
  void pause(Blast blast, String code, Duration atLeast) {
    Instant now = clock.instant();
    @Nullable Instant until = until(code, now, atLeast);
    LOG.warning("blast paused: %s; tenant=%s".formatted(code, blast.tenantId()));
    store.update(
        blast, old -> old.status() == BlastStatus.SENDING ? old.paused(code, until, now) : old);
  }

  private static @Nullable Instant until(String code, Instant now, Duration atLeast) {
    Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    return switch (code) {
      case "daily_quota_exceeded" -> midnight;
      case "monthly_quota_exceeded" ->
          now.atZone(ZoneOffset.UTC)
              .withDayOfMonth(1)
              .truncatedTo(ChronoUnit.DAYS)
              .plusMonths(1)
              .toInstant();
      case "email_above_quota" -> now.plus(atLeast);
      default -> null;
    };
  }

  /** Chunks mostly end in order, so the last one looks whether others are open: one query. */
  void finishIfLast(Blast blast, int chunk) {
    Blast.Cut cut = blast.whenFrozen().cut();
    if (cut.done() && chunk == cut.chunks() - 1) {
      finishIfNothingIsOpen(blast);
    }
  }

  /** One query, and a read and a write when it is so. */
  void finishIfNothingIsOpen(Blast blast) {
    if (blast.whenFrozen().cut().done() && store.open(blast, 0, 1).isEmpty()) {
      store.update(
          blast,
          old ->
              old.status() == BlastStatus.SENDING
                  ? old.finished(BlastStatus.SENT, clock.instant())
                  : old);
    }
  }
}
