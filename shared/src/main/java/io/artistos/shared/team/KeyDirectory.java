package io.artistos.shared.team;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Which account an API key belongs to. The item never changes, so it is kept in memory; whether the
 * key still works stands in the {@link Team}, which every call reads. Thread-safe.
 */
public final class KeyDirectory {

  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST = 2_000;

  /**
   * As stored in {@code directory}; goes with the tenant.
   *
   * @param id {@code key:} and the hash of the key
   */
  @ItemType(Entry.TYPE)
  public record Entry(String id, TenantId tenantId, String type, int schema, String keyId) {

    static final String TYPE = "apiKey";

    static Entry of(String text, TenantId tenant, String keyId) {
      return new Entry(idOf(text), tenant, TYPE, 1, keyId);
    }

    static String idOf(String text) {
      return "key:" + KeyText.hash(text);
    }
  }

  private final Database database;
  private final TimedCache<String, Optional<Entry>> cache;

  public KeyDirectory(Database database, Clock clock) {
    this.database = database;
    this.cache = new TimedCache<>(clock, KEPT, MOST);
  }

  /** Whether somebody who sends this means an API key. */
  public static boolean isMeant(String text) {
    return text.startsWith(KeyText.PREFIX);
  }

  /** At most one read; none for what is not written like a key. */
  public Optional<Entry> find(String text) {
    return KeyText.isOne(text) ? cache.get(Entry.idOf(text), this::read) : Optional.empty();
  }

  private Optional<Entry> read(String id) {
    return database.directory().read(id, Entry.class).map(Versioned::value);
  }
}
