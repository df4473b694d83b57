package io.artistos.shared.pages;

import io.artistos.shared.artists.NewArtist;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One artist with a page, and what is done with pages, wired as in the app, on a pinned clock. */
final class PagesWorld {

  static final Actor SOMEBODY = new Actor(Actor.Kind.MEMBER, "user_1");
  private static final URI PUBLIC = URI.create("https://fans.example.org");

  final TestPlatform platform = TestPlatform.get();
  final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-22T10:00:00Z"));
  final SecureRandom random = new SecureRandom();
  final FanPages pages = new FanPages(platform.database(), clock);
  final ShortLinks shortLinks = new ShortLinks(platform.database(), pages, random, clock);
  final RedirectHosts hosts = new RedirectHosts(platform.database());
  final FanPage page = openArtist();
  final TenantId tenant = page.tenantId();
  final PageEditing editing =
      new PageEditing(
          platform.database(),
          pages,
          new SlugClaims(platform.database(), platform.retiredSlugs(clock)),
          shortLinks,
          PUBLIC,
          random,
          clock);

  PagesWorld other() {
    return new PagesWorld();
  }

  private FanPage openArtist() {
    return platform
        .onboarding(clock)
        .open(
            new NewArtist(
                "Mira Vale",
                new Slug(freshSlug()),
                ZoneId.of("Europe/Berlin"),
                "1 Road, London",
                Optional.of("Slow songs."),
                TestPlatform.STATED),
            "user_1",
            Optional.empty());
  }

  String freshSlug() {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    return "page-" + HexFormat.of().formatHex(bytes);
  }

  Call call(String body) {
    return call(body, Map.of());
  }

  /** Of somebody who was let in. */
  Call call(String body, Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("content-type", "application/json");
    return new Call("POST", PUBLIC, all, Map.of(), Optional.of(body))
        .with(new Visitor(SOMEBODY, Optional.empty(), Set.of(), Optional.empty()));
  }

  Call newPage(String slug, Map<String, String> headers) {
    return call("{\"slug\": \"%s\", \"texts\": {\"en\": {}}}".formatted(slug), headers);
  }

  PageEditing.Version create(String slug) {
    clock.advance(java.time.Duration.ofSeconds(1));
    return editing.create(tenant, newPage(slug, Map.of()));
  }

  PageEditing.Version draft(String body) {
    return editing.draft(tenant, page.id(), call(body));
  }

  /** A second later than whatever was before. */
  PageEditing.Version publish() {
    clock.advance(java.time.Duration.ofSeconds(1));
    return editing.publish(tenant, page.id(), call(""));
  }

  /** The account's only site of its own. */
  void name(String host) {
    hosts.set(tenant, call("{\"hosts\": [\"%s\"]}".formatted(host)));
  }

  PageContent shown() {
    return pages.page(page.slug().value()).content();
  }

  PageVersionContent version(String number) {
    PageView.Version version = editing.version(tenant, page.id() + "-v" + number);
    return new PageVersionContent(Objects.requireNonNull(version.content()), version.by());
  }

  java.util.List<PageChange> changes(String from, String to) {
    return editing.changes(tenant, page.id() + "-v" + to, Optional.of(from));
  }

  /** Since the version before. */
  java.util.List<PageChange> changed(String version) {
    return editing.changes(tenant, page.id() + "-v" + version, Optional.empty());
  }

  record PageVersionContent(PageContent content, @org.jspecify.annotations.Nullable Actor by) {}

  String shortCode() {
    String url =
        Objects.requireNonNull(editing.shortLink(tenant, page.id()).view().shortUrl()).toString();
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
