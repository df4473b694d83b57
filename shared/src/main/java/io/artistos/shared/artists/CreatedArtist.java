package io.artistos.shared.artists;

import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.Slug;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;

/**
 * An account that was just opened.
 *
 * @param fanPage the page's address
 */
public record CreatedArtist(TenantId tenantId, Slug slug, URI fanPage) {

  /**
   * @param publicUrl where fans reach the app
   */
  public static CreatedArtist of(FanPage page, URI publicUrl) {
    return new CreatedArtist(
        page.tenantId(), page.slug(), URI.create(publicUrl + "/a/" + page.slug()));
  }
}
