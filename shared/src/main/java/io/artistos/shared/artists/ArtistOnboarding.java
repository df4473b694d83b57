package io.artistos.shared.artists;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.team.Team;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/** Opens artist accounts. Thread-safe. */
public final class ArtistOnboarding {

  private static final int PAGE_ID_BYTES = 16;

  private final Database database;
  private final TenantKeys keys;
  private final RetiredSlugs retired;
  private final SecureRandom random;
  private final Clock clock;

  public ArtistOnboarding(
      Database database, TenantKeys keys, RetiredSlugs retired, SecureRandom random, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.retired = retired;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes the data key, the account, its team, its fan page and the page's address, in this order:
   * the address, one create that is unique over the platform, is what makes the rest reachable. A
   * crash before it leaves items that nobody can reach, and the slug free.
   *
   * @param owner user id
   * @throws AlreadyExists when the slug is taken, or was until its account was purged; nothing is
   *     left behind then
   */
  public FanPage open(NewArtist artist, String owner) {
    if (retired.has(artist.slug())) {
      throw new AlreadyExists("slug");
    }
    TenantId tenant = TenantId.random(random);
    Instant now = clock.instant();
    Account account = Account.of(tenant, artist, now);
    String pageId = Base64Url.encode(Base64Url.randomBytes(random, PAGE_ID_BYTES));
    FanPage page =
        FanPage.of(
            pageId, tenant, artist.slug(), artist.artistName(), artist.intro().orElse(null), now);
    TenantItems items = database.tenant(tenant, Containers.ACCOUNTS);
    keys.make(tenant);
    items.create(account.id(), account, "account");
    items.create(Team.ID, Team.of(tenant, owner, now), "team");
    items.create(page.id(), page, "page");
    PageAddress address = PageAddress.of(artist.slug(), tenant, pageId);
    try {
      database.directory().create(address.id(), address, "slug");
    } catch (AlreadyExists e) {
      items.delete(page.id());
      items.delete(Team.ID);
      items.delete(account.id());
      keys.destroy(tenant);
      throw e;
    }
    return page;
  }
}
