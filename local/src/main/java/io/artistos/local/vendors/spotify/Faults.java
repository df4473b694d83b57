package io.artistos.local.vendors.spotify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The failures that are due, in the order they were asked for. Thread-safe. */
final class Faults {

  private final Deque<Fault> due = new ArrayDeque<>();

  synchronized void add(Fault fault) {
    for (int i = 0; i < fault.times(); i++) {
      due.add(fault.once());
    }
  }

  /** The next failure for a request, which is then no longer due. */
  synchronized Optional<Fault> take(Fault.On on) {
    Optional<Fault> next = due.stream().filter(fault -> fault.on() == on).findFirst();
    // Equal faults are as good as each other.
    next.ifPresent(due::removeFirstOccurrence);
    return next;
  }

  synchronized List<Fault> due() {
    return new ArrayList<>(due);
  }

  synchronized void clear() {
    due.clear();
  }
}
