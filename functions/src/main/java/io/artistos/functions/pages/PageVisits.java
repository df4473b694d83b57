package io.artistos.functions.pages;

import io.artistos.shared.fans.FormTokens;
import io.artistos.shared.geo.ClientLocations;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Conditional;
import io.artistos.shared.http.Reply;
import io.artistos.shared.numbers.Place;
import io.artistos.shared.numbers.TrafficSource;
import io.artistos.shared.numbers.ViewCounter;
import io.artistos.shared.numbers.Visits;
import io.artistos.shared.pages.FanPage;
import java.net.URI;

/** Counts who looks at fan pages, and tells where they came from. Thread-safe. */
public final class PageVisits {

  private static final String CACHE = "public, max-age=60";

  private final ViewCounter counter;
  private final ClientLocations locations;
  private final FormTokens tokens;
  private final URI publicUrl;

  public PageVisits(
      ViewCounter counter, ClientLocations locations, FormTokens tokens, URI publicUrl) {
    this.counter = counter;
    this.locations = locations;
    this.tokens = tokens;
    this.publicUrl = publicUrl;
  }

  /** For the form, which hands it on; empty text where nothing says. */
  String source(Call call) {
    return TrafficSource.of(call, publicUrl).orElse("");
  }

  /** The token of the form that is shown. */
  String form(FanPage page) {
    return tokens.issue(page);
  }

  /**
   * The answer that shows the page, for caches too; counted where somebody sees it.
   *
   * @param form the token in it
   */
  Reply seen(Call call, FanPage page, Reply reply, String form) {
    if (Visits.counts(call)) {
      counter.seen(page.tenantId(), page.id(), Place.of(locations.of(call), source(call)));
    }
    return Conditional.reply(
        call,
        reply.with("Vary", "Accept-Language, Referer"),
        CACHE,
        body -> body.replace(form, tokens.epoch()));
  }
}
