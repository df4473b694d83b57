package io.artistos.shared.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Trace ids; the header comes from the caller, and only what has its form is kept. */
public final class Traces {

  /** W3C Trace Context, section 3.2: version, trace id (not all zero), parent id, flags. */
  private static final Pattern PARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private Traces() {}

  /** The trace id of a trace context; null when there is none. */
  public static @Nullable String id(@Nullable String traceParent) {
    Matcher parent = PARENT.matcher(traceParent == null ? "" : traceParent);
    return parent.matches() ? parent.group(1) : null;
  }
}
