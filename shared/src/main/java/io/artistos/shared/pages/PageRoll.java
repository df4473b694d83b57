package io.artistos.shared.pages;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pages an artist has, as stored in {@code accounts}, one to a tenant. Each new page is
 * written together with it, so that there are never too many, however many are made at once. Absent
 * while there has been only the first page.
 *
 * @param pages their ids, in order
 */
@ItemType(PageRoll.ID)
record PageRoll(String id, TenantId tenantId, String type, int schema, Set<String> pages) {

  static final String ID = "pageRoll";

  static PageRoll of(TenantId tenant, Set<String> pages) {
    return new PageRoll(ID, tenant, ID, 1, new TreeSet<>(pages));
  }

  PageRoll without(String page) {
    Set<String> left = new TreeSet<>(pages);
    left.remove(page);
    return of(tenantId, left);
  }
}
