package io.artistos.shared.pages;

import io.artistos.shared.tenancy.TenantId;

/**
 * Where a slug leads, as stored in {@code directory}: whoever asks by a public slug gets the tenant
 * from here.
 *
 * @param id {@code page:} and the slug, which makes it unique over the platform
 */
public record PageAddress(
    String id, String type, int schema, Slug slug, TenantId tenantId, String pageId) {

  private static final String TYPE = "pageAddress";
  private static final int SCHEMA = 1;

  public static PageAddress of(Slug slug, TenantId tenant, String pageId) {
    return new PageAddress(idOf(slug), TYPE, SCHEMA, slug, tenant, pageId);
  }

  static String idOf(Slug slug) {
    return "page:" + slug;
  }
}
