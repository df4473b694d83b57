package io.artistos.shared.support;

import java.time.Duration;
import java.time.Instant;

/** What this instance knows of one person of the staff. Thread-safe. */
final class Counted {

  private static final Duration PORTION = Duration.ofMinutes(1);

  private final StaffProfile none;

  /** As it was last written, with what other instances wrote by then. */
  private StaffProfile stored;

  private StaffProfile beingWritten;
  private StaffProfile unwritten;
  private boolean writing;
  private Instant nextPortion = Instant.MIN;

  Counted(String staff) {
    none = StaffProfile.none(staff);
    stored = none;
    beingWritten = none;
    unwritten = none;
  }

  /**
   * Counts.
   *
   * @param atOnce not to wait for the next portion
   * @return whether the caller has to write {@link #portion} now: nobody else does until they say
   *     what came of it
   */
  synchronized boolean add(StaffProfile more, boolean atOnce, Instant now) {
    add(more, now);
    if (writing || (!atOnce && now.isBefore(nextPortion))) {
      return false;
    }
    writing = true;
    nextPortion = now.plus(PORTION);
    beingWritten = unwritten;
    unwritten = none;
    return true;
  }

  /** Counts what the next portion has in it. */
  synchronized void add(StaffProfile more, Instant now) {
    unwritten = unwritten.plus(more, now);
  }

  synchronized StaffProfile portion() {
    return beingWritten;
  }

  /** The portion was written, and this is what it all comes to. */
  synchronized void written(StaffProfile all) {
    stored = all;
    beingWritten = none;
    writing = false;
  }

  /** The portion was not written: the next call tries again. */
  synchronized void failed(Instant now) {
    unwritten = beingWritten.plus(unwritten, now);
    beingWritten = none;
    writing = false;
    nextPortion = Instant.MIN;
  }

  synchronized StaffProfile known(Instant now) {
    return stored.plus(beingWritten, now).plus(unwritten, now);
  }
}
