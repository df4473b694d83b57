package io.artistos.shared.releases;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;

/**
 * What stays for a while of a release that was deleted: that its id was used, so that a creating
 * request that is sent again does not bring it back.
 *
 * @param ttl seconds
 */
@ItemType(DeletedRelease.TYPE)
record DeletedRelease(String id, TenantId tenantId, String type, int schema, int ttl) {

  static final String TYPE = "deletedRelease";

  private static final int SCHEMA = 1;
  private static final Duration KEPT = Duration.ofDays(30);

  static DeletedRelease of(TenantId tenant, String id) {
    return new DeletedRelease(id, tenant, TYPE, SCHEMA, (int) KEPT.toSeconds());
  }
}
