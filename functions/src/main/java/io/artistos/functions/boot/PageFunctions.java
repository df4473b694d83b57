package io.artistos.functions.boot;

import io.artistos.functions.pages.ClosePage;
import io.artistos.functions.pages.ComparePageVersion;
import io.artistos.functions.pages.CreatePage;
import io.artistos.functions.pages.EditPage;
import io.artistos.functions.pages.EmbedScript;
import io.artistos.functions.pages.FanPageInfo;
import io.artistos.functions.pages.FanPageThanks;
import io.artistos.functions.pages.FollowShortLink;
import io.artistos.functions.pages.GetPage;
import io.artistos.functions.pages.GetPageVersion;
import io.artistos.functions.pages.ListPageVersions;
import io.artistos.functions.pages.ListPages;
import io.artistos.functions.pages.ListRedirectSites;
import io.artistos.functions.pages.MakeShortLink;
import io.artistos.functions.pages.PageVisits;
import io.artistos.functions.pages.PublishPage;
import io.artistos.functions.pages.ReopenPage;
import io.artistos.functions.pages.RestorePageVersion;
import io.artistos.functions.pages.SetRedirectSites;
import io.artistos.functions.pages.ShowFanPage;
import io.artistos.functions.pages.ShowFrame;
import io.artistos.functions.pages.ShowPageImage;
import io.artistos.functions.pages.ShowQrCode;
import io.artistos.shared.numbers.ViewCounter;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageEditing;
import io.artistos.shared.pages.PageImages;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.RedirectHosts;
import io.artistos.shared.pages.ShortLinks;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.releases.MediaUploads;
import io.artistos.shared.releases.Releases;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fan pages: what fans see, and what artists make of them. */
final class PageFunctions {

  /** What an instance that dies may lose of its views. */
  private static final Duration WRITE_VIEWS_AFTER = Duration.ofSeconds(5);

  private PageFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    FanPages pages = platform.pages();
    PageViews views = platform.views();
    ShortLinks links =
        new ShortLinks(platform.database(), pages, platform.random(), platform.clock());
    PageEditing editing =
        new PageEditing(
            platform.database(),
            pages,
            new SlugClaims(platform.database(), platform.retiredSlugs()),
            links,
            platform.settings().publicUrl(),
            platform.random(),
            platform.clock());
    RedirectHosts hosts = new RedirectHosts(platform.database());
    PageVisits visits = visits(platform);
    return Stream.of(
        new ShowFanPage(endpoint, pages, views, visits),
        new ShowFrame(endpoint, pages, views, visits),
        new FanPageThanks(endpoint, pages, views),
        new FanPageInfo(endpoint, pages, visits),
        new EmbedScript(endpoint),
        new ShowPageImage(endpoint, pages, images(platform)),
        new ShowQrCode(endpoint, pages, platform.settings().publicUrl()),
        new FollowShortLink(endpoint, links),
        new ListPages(endpoint, editing),
        new CreatePage(endpoint, editing),
        new GetPage(endpoint, editing),
        new EditPage(endpoint, editing),
        new PublishPage(endpoint, editing),
        new ClosePage(endpoint, editing),
        new ReopenPage(endpoint, editing),
        new MakeShortLink(endpoint, editing),
        new ListPageVersions(endpoint, editing),
        new GetPageVersion(endpoint, editing),
        new ComparePageVersion(endpoint, editing),
        new RestorePageVersion(endpoint, editing),
        new ListRedirectSites(endpoint, hosts),
        new SetRedirectSites(endpoint, hosts));
  }

  private static PageVisits visits(Platform platform) {
    Executor later =
        CompletableFuture.delayedExecutor(
            WRITE_VIEWS_AFTER.toMillis(),
            TimeUnit.MILLISECONDS,
            Executors.newVirtualThreadPerTaskExecutor());
    ViewCounter counter =
        new ViewCounter(platform.database(), platform.random(), platform.clock(), later);
    return new PageVisits(
        counter, platform.locations(), platform.formTokens(), platform.settings().publicUrl());
  }

  private static PageImages images(Platform platform) {
    Releases releases = new Releases(platform.database());
    return new MediaUploads(platform.database(), releases, platform.blobs(), platform.clock())
        ::pageImage;
  }
}
