package io.artistos.shared.pages;

import io.artistos.shared.identity.Actor;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fan page, as the artist's people see it.
 *
 * @param url where fans find it
 * @param shortUrl the same, short, for posters; absent until it was asked for
 * @param version the newest published version; 0 while the page shows what it began with
 * @param published absent while nobody can see it
 * @param draft what would be published next; absent when that is nothing new
 */
public record PageView(
    String id,
    Slug slug,
    String artistName,
    URI url,
    @Nullable URI shortUrl,
    int version,
    @Nullable PageContent published,
    @Nullable PageContent draft,
    @Nullable Instant closedAt,
    Instant createdAt) {

  /** One version, without its content in lists. */
  public record Version(
      String id,
      int number,
      Instant publishedAt,
      @Nullable Actor by,
      @Nullable PageContent content) {

    static Version listed(PageVersion version) {
      return new Version(version.id(), version.number(), version.createdAt(), version.by(), null);
    }

    static Version whole(PageVersion version) {
      return new Version(
          version.id(), version.number(), version.createdAt(), version.by(), version.content());
    }
  }

  static PageView of(FanPage page, URI publicUrl) {
    boolean everSeen = page.isUnnumbered() || page.version() > 0;
    return new PageView(
        page.id(),
        page.slug(),
        page.artistName(),
        URI.create(publicUrl + "/a/" + page.slug()),
        page.shortCode() == null ? null : URI.create(publicUrl + "/s/" + page.shortCode()),
        page.version(),
        everSeen ? page.content() : null,
        page.draft(),
        page.closedAt(),
        page.createdAt());
  }
}
