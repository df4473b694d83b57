package io.artistos.shared.pages;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Closed;
import io.artistos.shared.errors.ClosedPage;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fan pages by their public slug, kept in memory, unknown ones too: a page that becomes a hit costs
 * the database next to nothing. What a page shows, and where it may send fans, is kept for a
 * minute; where a slug leads for ten seconds, as long as an instance may go on after another one
 * closed the page. Thread-safe.
 */
public final class FanPages {

  private static final Duration ADDRESS_KEPT = Duration.ofSeconds(10);
  private static final Duration PAGE_KEPT = Duration.ofMinutes(1);
  private static final int MOST = 2_000;

  /** Far more than an artist has. */
  private static final int MOST_OF_ARTIST = 100;

  /** Three slugs in 30 days, for 25 years. */
  private static final int MOST_ADDRESSES = 1_000;

  private final Database database;
  private final TimedCache<Slug, Optional<PageAddress>> addresses;
  private final TimedCache<PageKey, Optional<FanPage>> pages;
  private final TimedCache<TenantId, List<String>> sites;

  /** Which page, whatever leads to it: what is kept of it is the same for every slug. */
  private record PageKey(TenantId tenantId, String pageId) {}

  public FanPages(Database database, Clock clock) {
    this.database = database;
    this.addresses = new TimedCache<>(clock, ADDRESS_KEPT, MOST);
    this.pages = new TimedCache<>(clock, PAGE_KEPT, MOST);
    this.sites = new TimedCache<>(clock, PAGE_KEPT, MOST);
  }

  /**
   * Whose page it is: at most one request to Cosmos.
   *
   * @param slug as it stands in the address
   * @throws NotFound when there is no such page
   * @throws Gone when it is closed, as its account was deleted
   */
  public PageAddress address(String slug) {
    PageAddress address = anyAddress(slug).orElseThrow(() -> new NotFound("fan page"));
    if (address.closedAt() != null) {
      throw new Closed();
    }
    return address;
  }

  /** The same, closed or not; empty when there is no such page. */
  public Optional<PageAddress> anyAddress(String slug) {
    return Slug.parse(slug).flatMap(known -> addresses.get(known, this::readAddress));
  }

  /**
   * What the page shows: at most two requests to Cosmos. Its slug may be another one by now.
   *
   * @throws NotFound when there is no such page, or it was never published
   * @throws Gone when it is closed, or its account was deleted
   */
  public FanPage page(String slug) {
    PageAddress address = address(slug);
    return page(address.tenantId(), address.pageId());
  }

  /**
   * The same, read now where what is kept is older than the slug: what it says of a page that is at
   * this slug is never that it is at another, and nobody is sent in circles by two instances. A
   * request more in that case and for former slugs.
   *
   * @throws NotFound when there is no such page
   * @throws Gone when it is closed
   */
  public FanPage current(String slug) {
    FanPage page = page(slug);
    if (page.isAt(slug)) {
      return page;
    }
    forget(page);
    return page(slug);
  }

  /** A page, open or not, that something else than its slug leads to; at most one request. */
  public Optional<FanPage> find(TenantId tenant, String pageId) {
    return RequestIds.isOne(pageId)
        ? pages.get(new PageKey(tenant, pageId), this::readPage)
        : Optional.empty();
  }

  /** The same of one that visitors see. */
  FanPage page(TenantId tenant, String pageId) {
    FanPage page = find(tenant, pageId).orElseThrow(() -> new NotFound("fan page"));
    if (page.closedAt() != null) {
      throw new ClosedPage();
    }
    if (!page.isOpen()) {
      throw new NotFound("fan page");
    }
    return page;
  }

  /**
   * Where a page sends fans who confirmed, as long as it may: a site can be taken off the account's
   * list after the page was published. At most one request, and none for services that fans know.
   */
  public Optional<URI> redirect(FanPage page) {
    return Optional.ofNullable(page.content().redirect())
        .filter(to -> RedirectHosts.allows(to, () -> sites.get(page.tenantId(), this::readSites)));
  }

  private List<String> readSites(TenantId tenant) {
    return new RedirectHosts(database).of(tenant);
  }

  /**
   * The wording of a version that a form of the page shows or showed; empty when none did. At most
   * one request, and none for what the page shows now.
   */
  public Optional<ConsentWording> wording(FanPage page, String version) {
    Optional<PageWording.Own> own = PageWording.own(version);
    if (own.isEmpty()) {
      return ConsentWording.of(version);
    }
    return own.get().number() == page.version()
        ? PageWording.own(page.content(), own.get())
        : wording(page.tenantId(), page.id(), version);
  }

  /** The same of what a page showed once; at most one request. */
  public Optional<ConsentWording> wording(TenantId tenant, String pageId, String version) {
    Optional<PageWording.Own> own = PageWording.own(version);
    return own.isEmpty()
        ? ConsentWording.of(version)
        : new PageStore(database)
            .find(tenant, PageVersion.idOf(pageId, own.get().number()))
            .flatMap(shown -> PageWording.own(shown.content(), own.get()));
  }

  /** All pages of an artist, the first one first, read now: two queries, a plan more at first. */
  public List<FanPage> of(TenantId tenant) {
    return versionsOf(tenant).stream().map(Versioned::value).toList();
  }

  /** The same, each with its version. */
  public List<Versioned<FanPage>> versionsOf(TenantId tenant) {
    return database
        .tenant(tenant, Containers.ACCOUNTS)
        .versions(
            "c.type = 'fanPage'", "c.createdAt ASC", Map.of(), FanPage.class, MOST_OF_ARTIST, null)
        .items();
  }

  /** The artist's page that everything else leads to, read now, at the same cost. */
  public Optional<FanPage> main(TenantId tenant) {
    return of(tenant).stream().findFirst();
  }

  /**
   * All addresses that lead to an artist's pages, those of former slugs among them; one query over
   * the directory.
   */
  public List<PageAddress> addressesOf(TenantId tenant) {
    return database
        .directory()
        .ofTenant(tenant, PageAddress.TYPE, PageAddress.class, MOST_ADDRESSES);
  }

  /** Forgets what is kept of a page that was changed. */
  public void forget(FanPage page) {
    pages.forget(new PageKey(page.tenantId(), page.id()));
  }

  /** Forgets what is kept of a slug whose address was changed. */
  public void forget(Slug slug) {
    addresses.forget(slug);
  }

  private Optional<PageAddress> readAddress(Slug slug) {
    return database
        .directory()
        .read(PageAddress.idOf(slug), PageAddress.class)
        .map(Versioned::value);
  }

  private Optional<FanPage> readPage(PageKey key) {
    return database
        .tenant(key.tenantId(), Containers.ACCOUNTS)
        .read(key.pageId(), FanPage.class)
        .map(Versioned::value);
  }
}
