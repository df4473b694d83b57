package io.artistos.shared.audit;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.crypto.Sha256;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Session;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins: the first use of a session in an artist account, written down once in each month that
 * it is used in. One create for each instance and session, then none. Thread-safe.
 */
public final class SessionStarts {

  private static final String ACTION = "session.started";
  private static final String PREFIX = "session-";
  private static final int ID_BYTES = 16;

  /** Longer than a month, which is part of the key. */
  private static final Duration KEPT = Duration.ofDays(32);

  /** Some 200 bytes each. */
  private static final int MOST = 10_000;

  private record Key(TenantId tenant, String month, String id) {}

  private final AuditLog log;
  private final Clock clock;
  private final TimedCache<Key, Boolean> seen;

  public SessionStarts(AuditLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.seen = new TimedCache<>(clock, KEPT, MOST);
  }

  /** A session is used; an API key has none. A failure to write it is the call's. */
  void seen(TenantId tenant, Actor actor, Optional<Session> session, @Nullable String trace) {
    if (session.isPresent()) {
      String id = PREFIX + hash(session.get().sessionId());
      seen.get(
          new Key(tenant, AuditEvent.month(clock.instant()), id),
          key -> {
            log.record(id, tenant, actor, ACTION, null, AuditOutcome.SUCCEEDED, trace);
            return true;
          });
    }
  }

  /** Session ids are random enough not to be guessed, and are nobody's business all the same. */
  private static String hash(String sessionId) {
    return Base64Url.encode(Arrays.copyOf(Sha256.of(sessionId), ID_BYTES));
  }
}
