package io.artistos.local.vendors;

import io.artistos.local.pages.Html;
import io.artistos.local.pages.PageFrame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The inbox's lists. They work without JavaScript; every value goes through {@link Html}. */
final class InboxPages {

  static final int PAGE_SIZE = 25;
  static final String STYLE = "/inbox/style.css";

  static final PageFrame FRAME =
      PageFrame.of(
          STYLE,
          "script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'",
          InboxPages.class,
          "inbox.css");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Html NOTHING = Html.of("<span></span>");

  private InboxPages() {}

  /** A page of all mails, or of all that went to an address. */
  static Html list(
      MailStore.Slice slice, Function<ReceivedMail, MailFate> fates, InboxQuery query) {
    Html empty =
        query.to().isEmpty()
            ? Html.of("No mail yet. What the suite sends lands here.")
            : Html.of("No mail to %s. <a href=\"/inbox\">Show all</a>", query.to());
    return list(slice.mails(), fates, query, empty, pager(slice.total(), query));
  }

  /** What a search found. */
  static Html found(
      MailSearch.Found found, Function<ReceivedMail, MailFate> fates, InboxQuery query) {
    Html empty =
        Html.of(
            "No mail%s with “%s” among the %s that were read. <a href=\"/inbox\">Show all</a>",
            query.to().isEmpty() ? "" : " to " + query.to(), query.words(), found.seen());
    boolean first = query.before() == Long.MAX_VALUE;
    Html newest =
        first
            ? NOTHING
            : Html.of("<a href=\"%s\">Newest</a>", query.olderThan(Long.MAX_VALUE).link());
    Html older =
        found.further().isEmpty()
            ? NOTHING
            : Html.of(
                "<a href=\"%s\">Older</a>", query.olderThan(found.further().getAsLong()).link());
    Html pager =
        first && found.further().isEmpty()
            ? Html.NONE
            : pager(newest, Html.of("%s on this page", found.mails().size()), older);
    return list(found.mails(), fates, query, empty, pager);
  }

  private static Html list(
      List<ReceivedMail> mails,
      Function<ReceivedMail, MailFate> fates,
      InboxQuery query,
      Html empty,
      Html pager) {
    Html head =
        Html.of(
            """
            <noscript><meta http-equiv="refresh" content="5"></noscript>
            <script src="/inbox/refresh.js" defer></script>
            """);
    Html body =
        Html.of(
            """
            <header class="bar">
            <h1><a href="/inbox">Inbox</a></h1>
            <form action="/inbox" role="search">
            %s<label for="q" class="unseen">Search for</label>
            <input id="q" name="q" type="search" value="%s"
             placeholder="Any words"
             autocomplete="off" autocapitalize="off" spellcheck="false">
            <button>Search</button>
            </form>
            </header>
            <main id="mails">
            %s%s
            %s
            </main>
            """,
            query.to().isEmpty()
                ? Html.NONE
                : Html.of("<input type=\"hidden\" name=\"to\" value=\"%s\">\n", query.to()),
            query.words(),
            query.to().isEmpty() || mails.isEmpty()
                ? Html.NONE
                : Html.of(
                    "<p class=\"only\">Only mail to %s. <a href=\"%s\">To everybody</a></p>\n",
                    query.to(), new InboxQuery("", query.words(), 1, Long.MAX_VALUE).link()),
            mails.isEmpty() ? Html.of("<p class=\"empty\">%s</p>", empty) : rows(mails, fates),
            pager);
    return FRAME.page(title(query), head, body);
  }

  private static String title(InboxQuery query) {
    String of = query.to().isEmpty() ? "Inbox" : "Inbox of " + query.to();
    return query.searches() ? query.words() + " · " + of : of;
  }

  private static Html rows(List<ReceivedMail> mails, Function<ReceivedMail, MailFate> fates) {
    List<Html> rows = new ArrayList<>();
    for (ReceivedMail mail : mails) {
      MailFate fate = fates.apply(mail);
      rows.add(
          Html.of(
              """
              <li><a href="/inbox/%s">
              <span class="line"><strong>%s</strong> %s</span>
              <span class="line"><span class="to">%s%s</span> <span class="from">%s</span></span>
              </a></li>""",
              mail.id(),
              mail.subject(),
              time(mail.receivedAt()),
              fate == MailFate.DELIVERED
                  ? Html.NONE
                  : Html.of("<span class=\"mark\">%s</span> ", fate.lastEvent()),
              String.join(", ", mail.to()),
              mail.from()));
    }
    return Html.of("<ol class=\"mails\">%s</ol>", Html.join(rows));
  }

  private static Html pager(long total, InboxQuery query) {
    int page = query.page();
    long pages = Math.max(1, Math.ceilDiv(total, PAGE_SIZE));
    if (pages == 1) {
      return Html.NONE;
    }
    Html newer =
        page > 1 ? Html.of("<a href=\"%s\">Newer</a>", query.at(page - 1).link()) : NOTHING;
    Html older =
        page < pages ? Html.of("<a href=\"%s\">Older</a>", query.at(page + 1).link()) : NOTHING;
    return pager(newer, Html.of("Page %s of %s, %s mails", page, pages, total), older);
  }

  private static Html pager(Html newer, Html where, Html older) {
    return Html.of(
        "<nav class=\"pager\" aria-label=\"Pages\">%s<span>%s</span>%s</nav>", newer, where, older);
  }

  static Html time(Instant instant) {
    return Html.of("<time datetime=\"%s\">%s</time>", instant, TIME.format(instant));
  }
}
