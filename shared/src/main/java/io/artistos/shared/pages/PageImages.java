package io.artistos.shared.pages;

import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.util.Optional;

/** Finds the images that pages show; whoever keeps them implements it. */
@FunctionalInterface
public interface PageImages {

  /**
   * Where an image can be read for some minutes; empty when the artist has no such image, or it is
   * larger than a page should load.
   */
  Optional<URI> address(TenantId tenant, String releaseId, String mediaId);
}
