package io.artistos.shared.pages;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fan page, as stored in {@code accounts}.
 *
 * @param id 22 characters of base64url
 * @param intro a line or two under the artist's name
 */
@ItemType(FanPage.TYPE)
public record FanPage(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    Slug slug,
    String artistName,
    @Nullable String intro,
    Instant createdAt) {

  static final String TYPE = "fanPage";
  private static final int SCHEMA = 1;

  public static FanPage of(
      String id,
      TenantId tenant,
      Slug slug,
      String artistName,
      @Nullable String intro,
      Instant now) {
    return new FanPage(id, tenant, TYPE, SCHEMA, slug, artistName, intro, now);
  }

  /** The same page under another slug or another name. */
  public FanPage with(Slug newSlug, String newName) {
    return new FanPage(id, tenantId, type, SCHEMA, newSlug, newName, intro, createdAt);
  }

  /** Whether {@code text}, as it stands in an address, is its slug. */
  public boolean isAt(String text) {
    return slug.value().equals(text.toLowerCase(Locale.ROOT));
  }
}
