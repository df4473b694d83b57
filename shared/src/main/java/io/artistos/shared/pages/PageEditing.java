package io.artistos.shared.pages;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an artist does with fan pages: several of them, each with a draft that nobody sees and
 * versions that were published. Other instances show what is new within a minute. Thread-safe.
 */
public final class PageEditing {

  private final PageStore store;
  private final FanPages pages;
  private final SlugClaims slugs;
  private final PageMaking making;
  private final RedirectHosts hosts;
  private final ShortLinks shortLinks;
  private final URI publicUrl;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param publicUrl where fans reach the app, without a slash at the end
   */
  public PageEditing(
      Database database,
      FanPages pages,
      SlugClaims slugs,
      ShortLinks shortLinks,
      URI publicUrl,
      SecureRandom random,
      Clock clock) {
    this.store = new PageStore(database);
    this.pages = pages;
    this.slugs = slugs;
    this.hosts = new RedirectHosts(database);
    this.making = new PageMaking(store, pages, slugs, hosts, clock);
    this.shortLinks = shortLinks;
    this.publicUrl = publicUrl;
    this.random = random;
    this.clock = clock;
  }

  /** A page, and its version for {@code If-Match}. */
  public record Version(PageView view, String etag) {}

  /** All pages, the first one first; two queries. */
  public List<PageView> list(TenantId tenant) {
    return pages.of(tenant).stream().map(page -> PageView.of(page, publicUrl)).toList();
  }

  /**
   * One read.
   *
   * @throws NotFound when there is no such page
   */
  public Version get(TenantId tenant, String id) {
    return view(store.page(tenant, id));
  }

  /**
   * Another page, as a draft: the content and its {@code slug}. Nobody sees it until it is
   * published. A query, five reads, a batch and two creates for the slug. The same {@code
   * Idempotency-Key} gives the page that is there, in three reads.
   *
   * @throws InvalidInput when something in the body is wrong
   * @throws AlreadyExists when the slug, or what looks like it, is taken
   * @throws NotAllowedNow {@code too-many-pages} with 20 of them; {@code key-used} when the same
   *     key made a page with another slug
   */
  public Version create(TenantId tenant, Call call) {
    Fields fields = PageContentReader.fields(call);
    Slug slug = Slug.read(fields);
    PageContent content = PageContentReader.read(fields);
    String id = RequestIds.of(call, tenant, "page", random);
    making.make(tenant, id, slug, content);
    return get(tenant, id);
  }

  /**
   * Replaces the draft. Two reads and a write.
   *
   * @throws InvalidInput when something in the body is wrong
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   */
  public Version draft(TenantId tenant, String id, Call call) {
    PageContent content = PageContentReader.read(call);
    hosts.check(tenant, content);
    Versioned<FanPage> read = store.pageToChange(tenant, id, call);
    return replace(read, read.value().drafted(content));
  }

  /**
   * Shows the draft to everybody, as a version of its own. Two reads, at most one for where it
   * sends fans and six requests for the slug, a batch. Without a draft nothing changes.
   *
   * @throws InvalidInput when the draft may not send fans where it wants to any more
   * @throws AlreadyExists when the slug was somebody else's all the while
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   */
  public Version publish(TenantId tenant, String id, Call call) {
    Versioned<FanPage> read = store.pageToChange(tenant, id, call);
    FanPage before = read.value();
    if (before.draft() == null) {
      return view(read);
    }
    hosts.check(tenant, before.draft());
    // Already its own, save where its making broke off.
    slugs.claim(before.slug(), tenant, id);
    pages.forget(before.slug());
    Instant now = clock.instant();
    FanPage base = before.isUnnumbered() ? before.numbered() : before;
    FanPage after = base.publish();
    var writes = store.of(tenant).together().replace(id, after, read.etag());
    if (before.isUnnumbered()) {
      writes = writes.create(PageVersion.of(base, before.createdAt(), null));
    }
    if (!writes.create(PageVersion.of(after, now, call.visitor().actor())).commit()) {
      throw new Outdated();
    }
    pages.forget(after);
    return get(tenant, id);
  }

  /**
   * Closes the page to visitors, or opens it again. Two reads and a write.
   *
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   */
  public Version close(TenantId tenant, String id, boolean closed, Call call) {
    Versioned<FanPage> read = store.pageToChange(tenant, id, call);
    FanPage page = read.value();
    if (closed == (page.closedAt() != null)) {
      return view(read);
    }
    return replace(read, page.closed(closed ? clock.instant() : null));
  }

  /**
   * The same page with a short address, which it keeps whatever its slug is. At most two reads, a
   * create and a write.
   */
  public Version shortLink(TenantId tenant, String id) {
    Versioned<FanPage> read = store.page(tenant, id);
    if (read.value().shortCode() != null) {
      return view(read);
    }
    // Two at once: one address stays unused, and leads to the page all the same.
    String code = shortLinks.make(tenant, id);
    return replace(read, read.value().withShortCode(code));
  }

  /** The latest first, without their content; a read and two queries. */
  public List<PageView.Version> versions(TenantId tenant, String id) {
    store.page(tenant, id);
    return store.versions(tenant, id).stream().map(PageView.Version::listed).toList();
  }

  /**
   * One read.
   *
   * @throws NotFound when there is no such version
   */
  public PageView.Version version(TenantId tenant, String versionId) {
    return PageView.Version.whole(store.version(tenant, versionId));
  }

  /**
   * What a version changed. Two reads.
   *
   * @param since the number of the version to compare with; the one before when empty
   * @throws NotFound when there is no such version
   * @throws InvalidInput when {@code since} is no number of a version
   */
  public List<PageChange> changes(TenantId tenant, String versionId, Optional<String> since) {
    PageVersion to = store.version(tenant, versionId);
    int number = since.map(PageEditing::number).orElseGet(() -> Math.max(1, to.number() - 1));
    PageVersion from = store.version(tenant, PageVersion.idOf(to.pageId(), number));
    return PageChange.between(from.content(), to.content());
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new InvalidInput("since", "invalid", "The number of a version.");
    }
    return Integer.parseInt(text);
  }

  /**
   * Makes an earlier version the draft. At most four reads and a write.
   *
   * @throws InvalidInput when the version sent fans where the page may not any more
   * @throws NotFound when there is no such version
   * @throws Outdated when {@code If-Match} names another version, or somebody was quicker
   */
  public Version restore(TenantId tenant, String versionId, Call call) {
    PageVersion version = store.version(tenant, versionId);
    hosts.check(tenant, version.content());
    Versioned<FanPage> read = store.pageToChange(tenant, version.pageId(), call);
    return replace(read, read.value().drafted(version.content()));
  }

  private Version replace(Versioned<FanPage> read, FanPage changed) {
    if (!store.of(changed.tenantId()).replace(changed.id(), changed, read.etag())) {
      throw new Outdated();
    }
    pages.forget(changed);
    return get(changed.tenantId(), changed.id());
  }

  private Version view(Versioned<FanPage> page) {
    return new Version(PageView.of(page.value(), publicUrl), page.etag());
  }
}
