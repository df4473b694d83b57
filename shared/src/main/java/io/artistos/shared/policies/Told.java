package io.artistos.shared.policies;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;

/**
 * That somebody is told of a version, and for which of their artist accounts, as stored in {@code
 * directory}. Whoever creates it writes the mail; for all their other accounts it is a conflict.
 *
 * @param tenantId whose mail it is; it goes with that account
 */
@ItemType(Told.TYPE)
record Told(String id, String type, int schema, TenantId tenantId, int ttl) {

  static final String TYPE = "told";
  private static final int SCHEMA = 1;

  /** As long as the mail, far longer than a round takes. */
  private static final int TTL_SECONDS = (int) Duration.ofDays(90).toSeconds();

  static Told of(PolicyVersion version, String userId, TenantId tenant) {
    return new Told(idOf(version, userId), TYPE, SCHEMA, tenant, TTL_SECONDS);
  }

  static String idOf(PolicyVersion version, String userId) {
    return "told:" + version.kind().word() + ":" + version.version() + ":" + userId;
  }
}
