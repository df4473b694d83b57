package io.artistos.local.host;

import org.jspecify.annotations.Nullable;

/** How an invocation ended. What went wrong is logged; no caller is told. */
sealed interface Outcome {

  /** The method returned. */
  record Succeeded(@Nullable Object value) implements Outcome {}

  /** The method threw, its arguments could not be bound, or its worker was restarted. */
  record Failed(Throwable cause) implements Outcome {}

  /** It ran longer than functionTimeout, and its worker was restarted. */
  record TimedOut() implements Outcome {}
}
