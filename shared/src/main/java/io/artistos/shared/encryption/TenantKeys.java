package io.artistos.shared.encryption;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.AesGcm;
import io.artistos.shared.crypto.InvalidToken;
import io.artistos.shared.crypto.KeyVaultKeys;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.crypto.WrappedKey;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Each tenant's data key, AES-256, wrapped by the key vault: made when the account is opened, kept
 * unwrapped in memory for minutes, and destroyed first when the account is purged, after which
 * whatever was sealed with it is noise. Thread-safe.
 */
public final class TenantKeys {

  private static final int KEY_BYTES = 32;
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 1_000;

  private final Database database;
  private final KeyVaultKeys vault;
  private final SecureRandom random;
  private final Clock clock;
  private final TimedCache<TenantId, Secret<byte[]>> unwrapped;

  public TenantKeys(Database database, KeyVaultKeys vault, SecureRandom random, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.random = random;
    this.clock = clock;
    this.unwrapped = new TimedCache<>(clock, KEPT, MOST);
  }

  /** Makes the tenant's key; one create in Cosmos, one request to the vault. */
  public void make(TenantId tenant) {
    WrappedKey wrapped = vault.wrap(new Secret<>(Base64Url.randomBytes(random, KEY_BYTES)));
    database
        .tenant(tenant, Containers.ACCOUNTS)
        .create(DataKey.ID, DataKey.of(tenant, wrapped, clock.instant()), "data key");
  }

  /** Deletes the wrapped key, of which there is no other copy; true when it was there. */
  public boolean destroy(TenantId tenant) {
    return database.tenant(tenant, Containers.ACCOUNTS).delete(DataKey.ID);
  }

  /**
   * Seals a field of an item. At most one read in Cosmos and one request to the vault.
   *
   * @param item the item's id
   * @param field its name; opening needs the same tenant, item and field
   * @return base64url
   * @throws NotFound when the tenant's key was destroyed
   */
  public String seal(TenantId tenant, String item, String field, Secret<String> value) {
    return Base64Url.encode(
        AesGcm.seal(
            random,
            key(tenant).value(),
            bound(tenant, item, field),
            value.value().getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Opens what {@link #seal} gave.
   *
   * @throws InvalidToken when it was changed or belongs to another tenant, item or field
   * @throws NotFound when the tenant's key was destroyed
   */
  public Secret<String> open(TenantId tenant, String item, String field, String sealed) {
    byte[] open =
        AesGcm.open(key(tenant).value(), bound(tenant, item, field), Base64Url.decode(sealed));
    return new Secret<>(new String(open, StandardCharsets.UTF_8));
  }

  private Secret<byte[]> key(TenantId tenant) {
    return unwrapped.get(
        tenant,
        id ->
            database
                .tenant(id, Containers.ACCOUNTS)
                .read(DataKey.ID, DataKey.class)
                .map(Versioned::value)
                .map(key -> vault.unwrap(key.key()))
                .orElseThrow(() -> new NotFound("artist account")));
  }

  private static byte[] bound(TenantId tenant, String item, String field) {
    return (tenant + "\n" + item + "\n" + field).getBytes(StandardCharsets.UTF_8);
  }

  /** As stored in {@code accounts}, one to a tenant. */
  record DataKey(
      String id, TenantId tenantId, String type, int schema, WrappedKey key, Instant createdAt) {

    static final String ID = "data-key";
    private static final String TYPE = "dataKey";
    private static final int SCHEMA = 1;

    static DataKey of(TenantId tenant, WrappedKey key, Instant now) {
      return new DataKey(ID, tenant, TYPE, SCHEMA, key, now);
    }
  }
}
