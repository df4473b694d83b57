package io.artistos.shared.blasts;

import io.artistos.shared.crypto.Secret;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.fans.FanAudience.Addressee;
import io.artistos.shared.http.Json;
import io.artistos.shared.tenancy.TenantId;
import java.util.List;

/**
 * Whom a chunk's mails go to and what is filled in, written down before the first try, so that
 * every further one hands over the same: a second one under the same key that differs would be
 * refused. With the blast's content, which is frozen, it makes the mails, of which 100 would not
 * fit into one item. Sealed with the tenant's key; it goes by itself when the provider forgets the
 * key.
 *
 * @param id {@link Chunk#nextPayload}
 * @param ttl seconds; 25 hours
 */
record ChunkPayload(
    String id, TenantId tenantId, String blastId, String type, int schema, String sealed, int ttl) {

  private static final String TYPE = "payload";
  private static final int SCHEMA = 1;
  private static final int TTL_SECONDS = 25 * 60 * 60;
  private static final String FIELD = "addressees";

  private record Addressees(List<Addressee> list) {}

  static ChunkPayload seal(TenantKeys keys, Chunk chunk, List<Addressee> addressees) {
    String id = chunk.nextPayload();
    Secret<String> open = new Secret<>(Json.write(new Addressees(addressees)));
    String sealed = keys.seal(chunk.tenantId(), chunk.blastId() + id, FIELD, open);
    return new ChunkPayload(
        id, chunk.tenantId(), chunk.blastId(), TYPE, SCHEMA, sealed, TTL_SECONDS);
  }

  List<Addressee> open(TenantKeys keys) {
    Secret<String> open = keys.open(tenantId, blastId + id, FIELD, sealed);
    return Json.read(open.value(), Addressees.class).list();
  }
}
