package io.artistos.local.vendors;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The inbox's pages. They work without JavaScript; every value goes through {@link Html}. */
final class InboxPages {

  static final int PAGE_SIZE = 25;

  /**
   * What a mail's HTML may do: lead elsewhere, when somebody clicks. What it leads to is a page
   * like any other, with its scripts and forms, also when the link opens a new tab.
   */
  static final String SANDBOX =
      "allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** How a mail is shown. */
  enum View {
    HTML("HTML"),
    TEXT("Text"),
    SOURCE("Source");

    private final String label;

    View(String label) {
      this.label = label;
    }

    String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private InboxPages() {}

  /** {@code to} is empty when nothing is filtered; {@code page} counts from 1. */
  static Html list(MailStore.Slice slice, String to, int page) {
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
            <label for="to">To</label>
            <input id="to" name="to" type="search" value="%s" placeholder="fan@example.com"
             autocomplete="off" autocapitalize="off" spellcheck="false">
            <button>Filter</button>
            </form>
            </header>
            <main id="mails">
            %s
            %s
            </main>
            """,
            to, rows(slice, to), pager(slice.total(), to, page));
    return page(to.isEmpty() ? "Inbox" : "Inbox of " + to, head, body);
  }

  private static Html rows(MailStore.Slice slice, String to) {
    if (slice.mails().isEmpty()) {
      return to.isEmpty()
          ? Html.of("<p class=\"empty\">No mail yet. What the suite sends lands here.</p>")
          : Html.of("<p class=\"empty\">No mail to %s. <a href=\"/inbox\">Show all</a></p>", to);
    }
    List<Html> rows = new ArrayList<>();
    for (ReceivedMail mail : slice.mails()) {
      rows.add(
          Html.of(
              """
              <li><a href="/inbox/%s">
              <span class="line"><strong>%s</strong> %s</span>
              <span class="line"><span>%s</span> <span class="from">%s</span></span>
              </a></li>""",
              mail.id(), mail.subject(), time(mail.receivedAt()), people(mail.to()), mail.from()));
    }
    return Html.of("<ol class=\"mails\">%s</ol>", Html.join(rows));
  }

  private static Html pager(long total, String to, int page) {
    long pages = Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
    if (pages == 1) {
      return Html.NONE;
    }
    Html newer =
        page > 1
            ? Html.of("<a href=\"%s\">Newer</a>", link(to, page - 1))
            : Html.of("<span></span>");
    Html older =
        page < pages
            ? Html.of("<a href=\"%s\">Older</a>", link(to, page + 1))
            : Html.of("<span></span>");
    return Html.of(
        "<nav class=\"pager\" aria-label=\"Pages\">%s<span>Page %s of %s, %s mails</span>%s</nav>",
        newer, page, pages, total, older);
  }

  private static String link(String to, int page) {
    String filter = to.isEmpty() ? "" : "to=" + URLEncoder.encode(to, StandardCharsets.UTF_8) + "&";
    return "/inbox?" + filter + "page=" + page;
  }

  /** {@code notice} says what became of the one-click button, empty when it was not pressed. */
  static Html mail(ReceivedMail mail, View view, String notice) {
    List<Html> tabs = new ArrayList<>();
    for (View each : View.values()) {
      tabs.add(
          Html.of(
              "<a href=\"/inbox/%s?view=%s\"%s>%s</a>",
              mail.id(),
              each.parameter(),
              each == view ? Html.of(" aria-current=\"page\"") : Html.NONE,
              each.label));
    }
    Html body =
        Html.of(
            """
            <header class="bar"><h1><a class="back" href="/inbox">Inbox</a></h1></header>
            <main class="mail">
            <h2>%s</h2>
            <dl>%s</dl>
            %s
            <nav class="tabs" aria-label="Views">%s</nav>
            %s
            </main>
            """,
            mail.subject(),
            envelope(mail),
            oneClick(mail, notice),
            Html.join(tabs),
            content(mail, view));
    return page(mail.subject(), Html.NONE, body);
  }

  private static Html envelope(ReceivedMail mail) {
    List<Html> rows = new ArrayList<>();
    rows.add(row("From", mail.from()));
    rows.add(row("To", people(mail.to())));
    if (!mail.cc().isEmpty()) {
      rows.add(row("Cc", people(mail.cc())));
    }
    if (!mail.bcc().isEmpty()) {
      rows.add(row("Bcc", people(mail.bcc())));
    }
    if (!mail.replyTo().isEmpty()) {
      rows.add(row("Reply to", people(mail.replyTo())));
    }
    rows.add(Html.of("<dt>Received</dt><dd>%s</dd>", time(mail.receivedAt())));
    return Html.join(rows);
  }

  private static Html oneClick(ReceivedMail mail, String notice) {
    Optional<URI> address = OneClick.address(mail);
    if (address.isEmpty() && notice.isEmpty()) {
      return Html.NONE;
    }
    Html button =
        address
            .map(
                uri ->
                    Html.of(
                        """
                        <form method="post" action="/inbox/%s/unsubscribe">
                        <button>Unsubscribe</button>
                        <span>one click, as a mail client does it, at %s</span>
                        </form>""",
                        mail.id(), uri.getAuthority()))
            .orElse(Html.NONE);
    Html said = notice.isEmpty() ? Html.NONE : Html.of("<p role=\"status\">%s</p>", notice);
    return Html.of("<div class=\"oneclick\">%s%s</div>", button, said);
  }

  private static Html content(ReceivedMail mail, View view) {
    return switch (view) {
      case HTML ->
          mail.html() == null
              ? Html.of("<p class=\"empty\">This mail has no HTML.</p>")
              : Html.of(
                  """
                  <iframe src="/inbox/%s/html" title="HTML of the mail"
                   sandbox="%s"></iframe>""",
                  mail.id(), SANDBOX);
      case TEXT ->
          mail.text() == null
              ? Html.of("<p class=\"empty\">This mail has no text.</p>")
              : Html.of("<pre>%s</pre>", mail.text());
      case SOURCE -> source(mail);
    };
  }

  private static Html source(ReceivedMail mail) {
    List<Html> parts = new ArrayList<>();
    parts.add(table("Headers", mail.headers()));
    parts.add(table("Tags", mail.tags()));
    parts.add(
        Html.of(
            "<h3>Ids</h3><dl>%s%s</dl>",
            row("Id", mail.id()),
            mail.idempotencyKey() == null
                ? Html.NONE
                : row("Idempotency key", mail.idempotencyKey())));
    if (mail.html() != null) {
      parts.add(Html.of("<h3>HTML</h3><pre>%s</pre>", mail.html()));
    }
    return Html.join(parts);
  }

  private static Html table(String title, Map<String, String> values) {
    if (values.isEmpty()) {
      return Html.NONE;
    }
    List<Html> rows = new ArrayList<>();
    values.forEach((name, value) -> rows.add(row(name, value)));
    return Html.of("<h3>%s</h3><dl>%s</dl>", title, Html.join(rows));
  }

  private static Html row(String name, String value) {
    return Html.of("<dt>%s</dt><dd>%s</dd>", name, value);
  }

  private static String people(List<String> addresses) {
    return String.join(", ", addresses);
  }

  private static Html time(Instant instant) {
    return Html.of("<time datetime=\"%s\">%s</time>", instant, TIME.format(instant));
  }

  static Html missing() {
    return page(
        "Not found",
        Html.NONE,
        Html.of(
            """
            <header class="bar"><h1><a class="back" href="/inbox">Inbox</a></h1></header>
            <main><p class="empty">There is no such mail.</p></main>
            """));
  }

  private static Html page(String title, Html head, Html body) {
    return Html.of(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/inbox/style.css">
        %s</head>
        <body>
        %s</body>
        </html>
        """,
        title, head, body);
  }
}
