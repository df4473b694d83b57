package io.artistos.shared.audit;

import io.artistos.shared.identity.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event, as whoever may read the log sees it. */
public record AuditEventView(
    String id,
    Instant at,
    Actor actor,
    String action,
    @Nullable String target,
    AuditOutcome outcome,
    @Nullable String trace) {

  static AuditEventView of(AuditEvent event) {
    return new AuditEventView(
        event.id(),
        event.at(),
        event.actor(),
        event.action(),
        event.target(),
        event.outcome(),
        event.trace());
  }
}
