package io.artistos.shared.team;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Secret;
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
   * As stored in {@code directory}; goes with the tenant, or when the key has expired.
   *
   * @param id {@code key:} and the hash of the key
   * @param ttl seconds from its only write, until the key expires
   */
  @ItemType(Entry.TYPE)
  public record Entry(
      String id, TenantId tenantId, String type, int schema, String keyId, int ttl) {

    static final String TYPE = "apiKey";

    static Entry of(Secret<String> key, TenantId tenant, String keyId, Duration life) {
      return new Entry(idOf(key.value()), tenant, TYPE, 1, keyId, (int) life.toSeconds());
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

  /**
   * At most one read; none for what is not written like a key. That there is no such key is not
   * kept: it may have been made a moment ago by another instance.
   */
  public Optional<Entry> find(String text) {
    if (!KeyText.isOne(text)) {
      return Optional.empty();
    }
    String id = Entry.idOf(text);
    Optional<Entry> found = cache.get(id, this::read);
    if (found.isEmpty()) {
      cache.forget(id);
    }
    return found;
  }

  /** One request. */
  void add(Entry entry) {
    database.directory().create(entry.id(), entry, "API key");
  }

  /** For a key that came to nothing; one request. */
  void remove(Entry entry) {
    database.directory().delete(entry.id());
  }

  private Optional<Entry> read(String id) {
    return database.directory().read(id, Entry.class).map(Versioned::value);
  }
}
