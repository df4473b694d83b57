package io.artistos.shared.artists;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.encryption.TenantKeys;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageAddress;
import io.artistos.shared.pages.RetiredSlugs;
import io.artistos.shared.team.Team;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Base64Url;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Opens artist accounts. Thread-safe. */
public final class ArtistOnboarding {

  private static final int PAGE_ID_BYTES = 16;

  /** Far longer than an onboarding takes. */
  private static final Duration GIVEN_UP = Duration.ofHours(1);

  private final Database database;
  private final TenantKeys keys;
  private final FanPages pages;
  private final RetiredSlugs retired;
  private final SecureRandom random;
  private final Clock clock;

  public ArtistOnboarding(
      Database database,
      TenantKeys keys,
      FanPages pages,
      RetiredSlugs retired,
      SecureRandom random,
      Clock clock) {
    this.database = database;
    this.keys = keys;
    this.pages = pages;
    this.retired = retired;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes the account with its team and its fan page, the data key, and the page's address, in this
   * order: the address, one create that is unique over the platform, is what makes the rest
   * reachable. A crash before it leaves items that nobody can reach, and the slug free; {@link
   * #clearAway} removes them.
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
    database
        .tenant(tenant, Containers.ACCOUNTS)
        .together()
        .create(account)
        .create(Team.of(tenant, owner, now))
        .create(page)
        .commit();
    keys.make(tenant);
    PageAddress address = PageAddress.of(artist.slug(), tenant, pageId);
    try {
      database.directory().create(address.id(), address, "slug");
    } catch (AlreadyExists e) {
      remove(tenant, page);
      throw e;
    }
    return page;
  }

  /**
   * Removes what an onboarding left that broke off more than an hour ago: an account whose page's
   * address does not lead to it. Nobody can have put anything there. Two queries, two reads, four
   * deletes.
   *
   * @return false when it is no such account, or may still be under way
   */
  public boolean clearAway(TenantId tenant) {
    Optional<Account> account =
        database
            .tenant(tenant, Containers.ACCOUNTS)
            .read(Account.ID, Account.class)
            .map(Versioned::value)
            .filter(found -> found.deletion() == null)
            .filter(found -> found.createdAt().isBefore(clock.instant().minus(GIVEN_UP)));
    Optional<FanPage> page =
        account.flatMap(found -> pages.of(found.tenantId()).stream().findFirst());
    if (page.isEmpty() || leadsTo(tenant, page.get())) {
      return false;
    }
    remove(tenant, page.get());
    return true;
  }

  private boolean leadsTo(TenantId tenant, FanPage page) {
    return database
        .directory()
        .read(PageAddress.idOf(page.slug()), PageAddress.class)
        .filter(address -> address.value().tenantId().equals(tenant))
        .isPresent();
  }

  /** The key first: by the team the sweeper finds the rest. */
  private void remove(TenantId tenant, FanPage page) {
    TenantItems items = database.tenant(tenant, Containers.ACCOUNTS);
    keys.destroy(tenant);
    items.together().delete(page.id()).delete(Account.ID).delete(Team.ID).commit();
  }
}
