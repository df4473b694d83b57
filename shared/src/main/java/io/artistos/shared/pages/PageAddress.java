package io.artistos.shared.pages;

import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a slug leads, as stored in {@code directory}: whoever asks by a public slug gets the tenant
 * from here.
 *
 * @param id {@code page:} and the slug, which makes it unique over the platform
 * @param closedAt present while the account is deleted: the page answers that it is gone
 */
public record PageAddress(
    String id,
    String type,
    int schema,
    Slug slug,
    TenantId tenantId,
    String pageId,
    @Nullable Instant closedAt) {

  static final String TYPE = "pageAddress";
  private static final int SCHEMA = 2;

  public static PageAddress of(Slug slug, TenantId tenant, String pageId) {
    return new PageAddress(idOf(slug), TYPE, SCHEMA, slug, tenant, pageId, null);
  }

  /** The same address, closed or, with null, open again. */
  public PageAddress closed(@Nullable Instant at) {
    return new PageAddress(id, type, SCHEMA, slug, tenantId, pageId, at);
  }

  /** The id of the item that a slug stands for. */
  public static String idOf(Slug slug) {
    return "page:" + slug;
  }
}
