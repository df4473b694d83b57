package io.artistos.shared.pages;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.tenancy.TenantId;
import java.util.Optional;

/**
 * Who has which slug. Two creates in {@code directory} make one unique over the platform: what it
 * looks like, then the slug itself, which is what leads to the account. Thread-safe.
 */
public final class SlugClaims {

  private final Database database;
  private final RetiredSlugs retired;

  public SlugClaims(Database database, RetiredSlugs retired) {
    this.database = database;
    this.retired = retired;
  }

  /**
   * As stored in {@code directory}; goes with the tenant.
   *
   * @param id {@code slugform:} and the form
   */
  record Form(String id, String type, int schema, TenantId tenantId) {

    static Form of(Slug slug, TenantId tenant) {
      return new Form(idOf(slug), "slugForm", 1, tenant);
    }

    static String idOf(Slug slug) {
      return "slugform:" + SlugForm.of(slug);
    }
  }

  /**
   * Takes a slug for a page; one that leads to the page already, now or from before, is its own.
   * Two reads and two creates.
   *
   * @throws AlreadyExists when it, or what looks like it, is another's, or leads to another page,
   *     or did until its account was purged; nothing is left behind then
   */
  public void claim(Slug slug, TenantId tenant, String pageId) {
    if (retired.has(slug)) {
      throw taken();
    }
    boolean created = claimForm(slug, tenant);
    PageAddress address = PageAddress.of(slug, tenant, pageId);
    try {
      database.directory().create(address.id(), address, "slug");
    } catch (AlreadyExists e) {
      if (!leadsTo(slug, tenant, pageId)) {
        if (created) {
          database.directory().delete(Form.idOf(slug));
        }
        throw e;
      }
    }
  }

  /** Whether the slug's address is the tenant's; one read. */
  public boolean leadsTo(Slug slug, TenantId tenant) {
    return address(slug).filter(address -> address.tenantId().equals(tenant)).isPresent();
  }

  /** Whether the slug's address leads to this page; one read. */
  boolean leadsTo(Slug slug, TenantId tenant, String pageId) {
    return address(slug)
        .filter(address -> address.tenantId().equals(tenant) && address.pageId().equals(pageId))
        .isPresent();
  }

  private Optional<PageAddress> address(Slug slug) {
    return database
        .directory()
        .read(PageAddress.idOf(slug), PageAddress.class)
        .map(Versioned::value);
  }

  /** Gives back the form of a slug whose address never came to lead to the tenant. */
  public void release(Slug slug, TenantId tenant) {
    if (isForm(slug, tenant)) {
      database.directory().delete(Form.idOf(slug));
    }
  }

  private boolean claimForm(Slug slug, TenantId tenant) {
    Form form = Form.of(slug, tenant);
    try {
      database.directory().create(form.id(), form, "slug");
      return true;
    } catch (AlreadyExists e) {
      if (!isForm(slug, tenant)) {
        throw e;
      }
      return false;
    }
  }

  private boolean isForm(Slug slug, TenantId tenant) {
    return database
        .directory()
        .read(Form.idOf(slug), Form.class)
        .filter(form -> form.value().tenantId().equals(tenant))
        .isPresent();
  }

  private static AlreadyExists taken() {
    return new AlreadyExists("slug");
  }
}
