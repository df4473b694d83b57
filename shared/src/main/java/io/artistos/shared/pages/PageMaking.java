package io.artistos.shared.pages;

import io.artistos.shared.cosmos.AtomicWrites;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes pages: each once, however often it is asked for, and so many to an artist at most. The page
 * comes first, then its slug: what breaks off between is a draft whose slug is claimed when the
 * same request comes again, or when it is published. Thread-safe.
 */
final class PageMaking {

  private static final int MOST_PAGES = 20;

  /** Whoever loses as often has seen as many pages made. */
  private static final int TRIES = MOST_PAGES;

  private final PageStore store;
  private final FanPages pages;
  private final SlugClaims slugs;
  private final RedirectHosts hosts;
  private final Clock clock;

  PageMaking(PageStore store, FanPages pages, SlugClaims slugs, RedirectHosts hosts, Clock clock) {
    this.store = store;
    this.pages = pages;
    this.slugs = slugs;
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * The page of that id is there afterwards, and its slug leads to it.
   *
   * @param id of the request: a page that has it was made by the same request
   * @throws InvalidInput when it may not send fans where it wants to
   * @throws AlreadyExists when the slug, or what looks like it, is taken
   * @throws NotAllowedNow {@code too-many-pages} with 20 of them; {@code key-used} when the page
   *     has another slug
   */
  void make(TenantId tenant, String id, Slug slug, PageContent content) {
    Optional<FanPage> before = find(tenant, id).map(Versioned::value);
    FanPage page = before.orElseGet(() -> create(tenant, id, slug, content));
    if (!page.slug().equals(slug)) {
      throw new NotAllowedNow("key-used", "This Idempotency-Key made a page with another slug.");
    }
    if (before.isPresent() && slugs.leadsTo(slug, tenant, id)) {
      return;
    }
    try {
      slugs.claim(slug, tenant, id);
      // Somebody may have looked whether it is free.
      pages.forget(slug);
    } catch (AlreadyExists e) {
      takeBack(tenant, id, content);
      throw e;
    }
  }

  private FanPage create(TenantId tenant, String id, Slug slug, PageContent content) {
    hosts.check(tenant, content);
    TenantItems items = store.of(tenant);
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<PageRoll>> roll = items.read(PageRoll.ID, PageRoll.class);
      List<FanPage> all = pages.of(tenant);
      // Pages from before there was a roll are in none.
      Set<String> ids =
          all.stream().map(FanPage::id).collect(Collectors.toCollection(TreeSet::new));
      roll.ifPresent(known -> ids.addAll(known.value().pages()));
      if (ids.size() >= MOST_PAGES && !ids.contains(id)) {
        throw new NotAllowedNow("too-many-pages", "An artist has at most 20 pages.");
      }
      ids.add(id);
      String name = all.getFirst().artistName();
      FanPage page = FanPage.drafted(id, tenant, slug, name, content, clock.instant());
      PageRoll after = PageRoll.of(tenant, ids);
      AtomicWrites writes = items.together().create(page);
      if (roll.map(known -> writes.replace(PageRoll.ID, after, known.etag()))
          .orElseGet(() -> writes.create(after))
          .commit()) {
        return page;
      }
      Optional<Versioned<FanPage>> made = find(tenant, id);
      if (made.isPresent()) {
        return made.get().value();
      }
    }
    throw new Unavailable("an artist's pages", Duration.ofSeconds(1), null);
  }

  /**
   * A page that never had its slug is of no use; it goes while nobody has made anything else of it.
   * What breaks off here stays a draft that cannot be published.
   */
  private void takeBack(TenantId tenant, String id, PageContent content) {
    TenantItems items = store.of(tenant);
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<PageRoll>> roll = items.read(PageRoll.ID, PageRoll.class);
      Optional<Versioned<FanPage>> page =
          find(tenant, id).filter(found -> found.value().isJust(content));
      if (roll.isEmpty() || page.isEmpty()) {
        return;
      }
      PageRoll left = roll.get().value().without(id);
      if (items
          .together()
          .delete(id, page.get().etag())
          .replace(PageRoll.ID, left, roll.get().etag())
          .commit()) {
        return;
      }
    }
  }

  private Optional<Versioned<FanPage>> find(TenantId tenant, String id) {
    return store.of(tenant).read(id, FanPage.class);
  }
}
