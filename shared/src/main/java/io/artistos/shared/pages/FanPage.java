package io.artistos.shared.pages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fan page, as stored in {@code accounts}: what visitors see, and what the artist is working on.
 *
 * @param id 22 characters of base64url
 * @param intro of pages from before there were versions
 * @param published what visitors see; absent from pages that were never published, and from those
 *     of before there were versions
 * @param version the newest {@link PageVersion}; 0 for none, also while a page shows what it began
 *     with
 * @param draft what would be published next; absent when that is nothing new
 * @param shortCode leads here whatever the slug is; absent from pages of before
 * @param closedAt present while the artist has closed the page
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
    Instant createdAt,
    @Nullable PageContent published,
    int version,
    @Nullable PageContent draft,
    @Nullable String shortCode,
    @Nullable Instant closedAt) {

  static final String TYPE = "fanPage";
  private static final int SCHEMA = 2;

  /** A page that is open from the start, as every account begins with one. */
  public static FanPage of(
      String id,
      TenantId tenant,
      Slug slug,
      String artistName,
      @Nullable String intro,
      Instant now) {
    PageContent content = PageContent.first(intro);
    return new FanPage(
        id, tenant, TYPE, SCHEMA, slug, artistName, null, now, content, 0, null, null, null);
  }

  /** A page that nobody sees until it is published. */
  static FanPage drafted(
      String id, TenantId tenant, Slug slug, String artistName, PageContent content, Instant now) {
    return new FanPage(
        id, tenant, TYPE, SCHEMA, slug, artistName, null, now, null, 0, content, null, null);
  }

  /** What visitors see; empty for a page that was never published. */
  @JsonIgnore
  public PageContent content() {
    return Objects.requireNonNullElseGet(published, () -> PageContent.first(intro));
  }

  /** Whether there is anything for visitors. */
  @JsonIgnore
  boolean isOpen() {
    boolean everPublished = published != null || schema < SCHEMA;
    return everPublished && closedAt == null;
  }

  /** What the artist goes on from. */
  @JsonIgnore
  PageContent working() {
    return Objects.requireNonNullElseGet(draft, this::content);
  }

  /** The same page under another slug or another name. */
  public FanPage with(Slug newSlug, String newName) {
    return copy(newSlug, newName, published, version, draft, shortCode, closedAt);
  }

  FanPage drafted(PageContent content) {
    return copy(slug, artistName, published, version, content, shortCode, closedAt);
  }

  /** Whether it shows what no version has yet. */
  @JsonIgnore
  boolean isUnnumbered() {
    return version == 0 && (published != null || schema < SCHEMA);
  }

  /** Whether it is as {@link #drafted} made it: losing it loses no more than that content. */
  boolean isJust(PageContent content) {
    return published == null
        && schema == SCHEMA
        && version == 0
        && content.equals(draft)
        && shortCode == null
        && closedAt == null;
  }

  /** With what it began with as its first version. */
  FanPage numbered() {
    return copy(slug, artistName, content(), 1, draft, shortCode, closedAt);
  }

  /** With its draft for everybody, as the next version. */
  FanPage publish() {
    return copy(slug, artistName, working(), version + 1, null, shortCode, closedAt);
  }

  FanPage closed(@Nullable Instant at) {
    return copy(slug, artistName, published, version, draft, shortCode, at);
  }

  FanPage withShortCode(String code) {
    return copy(slug, artistName, published, version, draft, code, closedAt);
  }

  /** Items of before become like those of today: what they showed is their published content. */
  private FanPage copy(
      Slug newSlug,
      String newName,
      @Nullable PageContent newPublished,
      int newVersion,
      @Nullable PageContent newDraft,
      @Nullable String newCode,
      @Nullable Instant newClosedAt) {
    boolean old = schema < SCHEMA;
    return new FanPage(
        id,
        tenantId,
        type,
        SCHEMA,
        newSlug,
        newName,
        null,
        createdAt,
        old && newPublished == null ? content() : newPublished,
        newVersion,
        newDraft,
        newCode,
        newClosedAt);
  }

  /** Whether {@code text}, as it stands in an address, is its slug. */
  public boolean isAt(String text) {
    return slug.value().equals(text.toLowerCase(Locale.ROOT));
  }
}
