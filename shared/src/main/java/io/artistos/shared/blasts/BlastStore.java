package io.artistos.shared.blasts;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.PartialUpdate;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and writes blasts, in {@code accounts}, and their chunks, in {@code deliveries}. */
final class BlastStore {

  /** So that no id of another item of the account is taken for a blast's. */
  static final String ID_PREFIX = "blast-";

  private static final String ID = ID_PREFIX + "[A-Za-z0-9_-]{22}";
  private static final String OPEN = "c.type = 'chunk' AND c.state IN ('open', 'sending')";

  private record Numbered(int n) {}

  private final Database database;

  BlastStore(Database database) {
    this.database = database;
  }

  TenantItems blasts(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS);
  }

  TenantItems chunks(TenantId tenant, String blast) {
    return database.tenant(tenant, Containers.DELIVERIES).in(blast);
  }

  /** One request, at most. */
  Optional<Versioned<Blast>> find(TenantId tenant, String blast) {
    return blast.matches(ID) ? blasts(tenant).read(blast, Blast.class) : Optional.empty();
  }

  /** The same; throws {@link NotFound}. */
  Versioned<Blast> get(TenantId tenant, String blast) {
    return find(tenant, blast).orElseThrow(() -> new NotFound("blast"));
  }

  void update(Blast blast, UnaryOperator<Blast> change) {
    blasts(blast.tenantId()).update(blast.id(), Blast.class, change);
  }

  Optional<Versioned<Chunk>> chunk(TenantId tenant, String blast, int n) {
    return chunks(tenant, blast).read(Chunk.id(n), Chunk.class);
  }

  void update(Chunk chunk, UnaryOperator<Chunk> change) {
    chunks(chunk.tenantId(), chunk.blastId()).update(chunk.id(), Chunk.class, change);
  }

  /** Moves an open chunk; one request, nothing when it is in hand or done. */
  void moveDue(Blast blast, int n, Instant dueAt) {
    chunks(blast.tenantId(), blast.id())
        .patch(
            Chunk.id(n), new PartialUpdate().set("/dueAt", Json.time(dueAt)), "c.state = 'open'");
  }

  /** Numbers of chunks that have something left to do, from {@code from} on, in order. */
  List<Integer> open(Blast blast, int from, int most) {
    return numbers(blast, OPEN + " AND c.n >= @from", Map.of("@from", from), most);
  }

  /** Numbers of open chunks that were due before {@code before}. */
  List<Integer> late(Blast blast, Instant before, int most) {
    String where = OPEN + " AND c.dueAt < @before";
    return numbers(blast, where, Map.of("@before", Json.time(before)), most);
  }

  private List<Integer> numbers(
      Blast blast, String where, Map<String, Object> parameters, int most) {
    int chunks = blast.whenFrozen().cut().chunks();
    boolean done = blast.whenFrozen().cut().done();
    return chunks(blast.tenantId(), blast.id())
        .select("c.n", where, "c.n", parameters, Numbered.class, most, null)
        .items()
        .stream()
        .map(Numbered::n)
        // One beyond the end was made by a handler that lost against the one that ended.
        .filter(n -> !done || n < chunks)
        .toList();
  }
}
