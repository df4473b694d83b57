package io.artistos.local.host;

import org.jspecify.annotations.Nullable;

/** How an invocation ended. What went wrong is in the log, and only there. */
sealed interface Outcome {

  /** The method returned. */
  record Succeeded(@Nullable Object value) implements Outcome {}

  /** The method threw, or its arguments could not be bound. */
  record Failed() implements Outcome {}

  /** It ran longer than functionTimeout and was interrupted. */
  record TimedOut() implements Outcome {}
}
