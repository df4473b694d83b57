package io.artistos.shared.numbers;

import io.artistos.shared.http.Call;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a page that is loaded counts as a view: somebody sees it, as far as the request itself
 * tells. Nobody is recognised, so that whoever looks twice counts twice; what a browser has in its
 * cache does not.
 */
public final class Visits {

  /** Words in the names of what loads pages and is nobody; CUBOT makes telephones. */
  private static final Pattern PROGRAMS =
      Pattern.compile(
          "(?<!cu)bot|crawl|spider|slurp|preview|headless|facebookexternalhit|whatsapp|lighthouse"
              + "|scan|monitor|http[-_ ]?client|okhttp|curl/|wget/|python|^java/|^go-|^node|axios");

  private Visits() {}

  /** Whether it is a GET for somebody's eyes, and not ahead of time (the header Sec-Purpose). */
  public static boolean counts(Call call) {
    String agent = call.header("user-agent").orElse("").toLowerCase(Locale.ROOT);
    return call.method().equals("GET")
        && !agent.isBlank()
        && !PROGRAMS.matcher(agent).find()
        && !ahead(call, "sec-purpose")
        && !ahead(call, "purpose")
        && !ahead(call, "x-moz");
  }

  private static boolean ahead(Call call, String header) {
    String purpose = call.header(header).orElse("").toLowerCase(Locale.ROOT);
    return purpose.contains("prefetch") || purpose.contains("prerender");
  }
}
