package io.artistos.shared.audit;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit log. What changes something is begun before and ended after it: whenever the app
 * is killed, there is exactly one event, and no change without one. What changes nothing, or is
 * written down elsewhere in a way that leads to it again, is recorded at once. Thread-safe.
 */
public final class AuditLog {

  /**
   * Where events are filed that belong to no artist account: what the platform's staff does to the
   * platform. Sixteen zero bytes, which no account has.
   */
  public static final TenantId PLATFORM = TenantId.ofBytes(new byte[16]);

  private static final Logger LOG = Logger.getLogger(AuditLog.class.getName());
  private static final String PREFIX = "audit-";
  private static final int ID_BYTES = 16;
  private static final int MOST = 200;

  private final Database database;
  private final AuditEvents events;
  private final SecureRandom random;
  private final Clock clock;

  public AuditLog(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.events = new AuditEvents(database);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Something that was done: one create.
   *
   * @param action two words in lower case with a full stop, or a function's name
   * @throws Unavailable when it may not have been written
   */
  public void record(
      TenantId tenant,
      Actor actor,
      String action,
      @Nullable String target,
      AuditOutcome outcome,
      @Nullable String trace) {
    record(anyId(), tenant, actor, action, target, outcome, trace);
  }

  /**
   * The same for something that may be recorded again, and is there once for each id and month.
   *
   * @param id of the event, with a prefix of its kind
   */
  public void record(
      String id,
      TenantId tenant,
      Actor actor,
      String action,
      @Nullable String target,
      AuditOutcome outcome,
      @Nullable String trace) {
    Instant now = clock.instant();
    events.add(
        AuditEvent.of(AuditIntent.of(id, tenant, now, actor, action, target, trace), outcome, now));
  }

  /**
   * Something that is about to be done: one create. The caller goes on only when this returns.
   *
   * @throws Unavailable when it may not have been written; nothing may be changed then
   */
  public AuditIntent begin(
      TenantId tenant,
      Actor actor,
      String action,
      @Nullable String target,
      @Nullable String trace) {
    AuditIntent intent = intent(tenant, actor, action, target, trace);
    intents(tenant).create(intent.id(), intent, "audit intent");
    return intent;
  }

  /**
   * The same, not written yet: for a change of items in the tenant's {@code accounts}, which
   * creates it in the same batch, so that there is an event if and only if there was the change. To
   * be {@link #end}ed by the caller all the same.
   */
  public AuditIntent intent(
      TenantId tenant,
      Actor actor,
      String action,
      @Nullable String target,
      @Nullable String trace) {
    return AuditIntent.of(anyId(), tenant, clock.instant(), actor, action, target, trace);
  }

  /**
   * The same for a change that happens once in an account's life and may be repeated when it breaks
   * off: whoever knows when it was begun can make the same intent again, to {@link #end} it.
   *
   * @param action two words; an account has one event of it
   * @param at when it was begun
   */
  public static AuditIntent intentOnce(
      TenantId tenant, Actor actor, String action, @Nullable String target, Instant at) {
    return AuditIntent.of(onceId(action), tenant, at, actor, action, target, null);
  }

  private static String onceId(String action) {
    return PREFIX + action.replace('.', '-');
  }

  /**
   * It has been done: a create and a delete. Never throws: what was done is done, and what cannot
   * be written now is {@link AuditOutcome#UNKNOWN} to the sweeper.
   */
  public void end(AuditIntent intent, AuditOutcome outcome) {
    end(intent, intent.target(), outcome);
  }

  /**
   * The same, of what it turned out to be about.
   *
   * @param target such as what was made by it
   */
  void end(AuditIntent intent, @Nullable String target, AuditOutcome outcome) {
    try {
      settle(intent.about(target), outcome);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "ending an audit event failed; tenant=" + intent.tenantId(), e);
    }
  }

  /**
   * What was begun by {@link #intentOnce} came to nothing: one delete. An event that the sweeper
   * made of it stays.
   */
  public void takeBack(TenantId tenant, String action) {
    intents(tenant).delete(onceId(action));
  }

  /**
   * Ends what was begun more than ten minutes ago and that nobody ended. One page: the next sweep
   * goes on. A query over all tenants, and for each a read, a create and a delete.
   *
   * @return how many there were
   */
  public int sweep() {
    return CrossTenantSweep.each(
        database.sweep().auditIntentsDueBy(clock.instant(), MOST),
        "ending an audit event",
        ref -> {
          Optional<Versioned<AuditIntent>> lost =
              intents(ref.tenantId()).read(ref.id(), AuditIntent.class);
          lost.ifPresent(intent -> settle(intent.value(), AuditOutcome.UNKNOWN));
          return lost.isPresent();
        });
  }

  /** The event first: killed in between, the intent leads to the same event again. */
  private void settle(AuditIntent intent, AuditOutcome outcome) {
    events.add(AuditEvent.of(intent, outcome, clock.instant()));
    intents(intent.tenantId()).delete(intent.id());
  }

  private TenantItems intents(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }

  private String anyId() {
    return PREFIX + Base64Url.encode(Base64Url.randomBytes(random, ID_BYTES));
  }
}
