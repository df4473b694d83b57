package io.artistos.shared.operations;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.CrossTenantSweep;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Reply;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Operations: where they are written down, asked about and asked for again. Thread-safe. */
public final class Operations {

  /** How late an operation is before its message counts as lost. */
  static final Duration LATE = Duration.ofMinutes(1);

  private static final int MOST = 500;
  private static final int POLL_SECONDS = 2;

  private final Database database;
  private final Clock clock;

  public Operations(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Writes the operation down, or gives the one that is there: the same request came twice. One
   * request, or two.
   */
  public Operation begin(Operation operation) {
    TenantItems items = items(operation.tenantId());
    try {
      items.create(operation.id(), operation, Operation.TYPE);
      return operation;
    } catch (AlreadyExists e) {
      return items.read(operation.id(), Operation.class).map(Versioned::value).orElseThrow(() -> e);
    }
  }

  /**
   * What the caller may know; one request.
   *
   * @throws NotFound when there is none, or it was finished more than a week ago
   */
  public OperationView view(TenantId tenant, String id) {
    return find(tenant, id)
        .map(read -> OperationView.of(read.value()))
        .orElseThrow(() -> new NotFound("operation"));
  }

  /** The answer to whoever asked for it: 202, with where to ask and how often. */
  public static Reply accepted(Operation operation) {
    return Reply.json(202, OperationView.of(operation))
        .with("Location", "/api/operations/" + operation.id())
        .with("Retry-After", Integer.toString(POLL_SECONDS));
  }

  /** One request. */
  public Optional<Versioned<Operation>> find(TenantId tenant, String id) {
    // Anything else in accounts is none, whatever a caller asks for.
    return id.matches(Operation.ID) ? items(tenant).read(id, Operation.class) : Optional.empty();
  }

  /**
   * Asks again for what nobody has in hand: one query over all tenants, then a read, a write and a
   * message for each.
   *
   * @param ask sends the message
   * @return how many were asked for again
   */
  public int sweep(String kind, Consumer<Ref> ask) {
    Instant now = clock.instant();
    return CrossTenantSweep.askAgain(
        database.sweep().operationsDueBefore(kind, now.minus(LATE), MOST),
        "an operation",
        ref -> isStillOpen(ref, now),
        ask);
  }

  private boolean isStillOpen(Ref ref, Instant now) {
    return items(ref.tenantId())
        .update(ref.id(), Operation.class, found -> found.finished() ? found : found.swept(now))
        .filter(found -> !found.finished())
        .isPresent();
  }

  private TenantItems items(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }
}
