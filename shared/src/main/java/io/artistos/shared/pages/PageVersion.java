package io.artistos.shared.pages;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fan page as it was published once, as stored in {@code accounts}. Never changed and never
 * deleted before the account: fans agreed to its words.
 *
 * @param number from 1
 * @param by who published it; absent from what a page began with
 */
@ItemType(PageVersion.TYPE)
public record PageVersion(
    String id,
    TenantId tenantId,
    String type,
    int schema,
    String pageId,
    int number,
    PageContent content,
    Instant createdAt,
    @Nullable Actor by) {

  static final String TYPE = "pageVersion";
  private static final int SCHEMA = 1;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}-v[1-9][0-9]{0,8}");

  /** What the page publishes; its number is that of the page. */
  static PageVersion of(FanPage published, Instant now, @Nullable Actor by) {
    return new PageVersion(
        idOf(published.id(), published.version()),
        published.tenantId(),
        TYPE,
        SCHEMA,
        published.id(),
        published.version(),
        published.content(),
        now,
        by);
  }

  /** The page's id, {@code -v} and the number. */
  static String idOf(String pageId, int number) {
    return pageId + "-v" + number;
  }

  /** Whether {@link #idOf} could have made this id. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }
}
