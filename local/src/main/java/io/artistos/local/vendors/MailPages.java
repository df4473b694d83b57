package io.artistos.local.vendors;

import io.artistos.local.pages.Html;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A mail's own page: who, what became of it, and its HTML, text or source. */
final class MailPages {

  /**
   * What a mail's HTML may do: lead elsewhere, when somebody clicks. What it leads to is a page
   * like any other, with its scripts and forms, also when the link opens a new tab.
   */
  static final String SANDBOX =
      "allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox";

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

  private MailPages() {}

  /** {@code notice} says what became of the one-click button, empty when it was not pressed. */
  static Html mail(ReceivedMail mail, MailFate fate, View view, String notice) {
    List<Html> tabs =
        Arrays.stream(View.values())
            .map(
                each ->
                    Html.of(
                        "<a href=\"/inbox/%s?view=%s\"%s>%s</a>",
                        mail.id(),
                        each.parameter(),
                        each == view ? Html.of(" aria-current=\"page\"") : Html.NONE,
                        each.label))
            .toList();
    return page(
        mail.subject(),
        Html.of(
            """
            <h1>%s</h1>
            <dl>%s</dl>
            %s
            <nav class="tabs" aria-label="Views">%s</nav>
            %s
            """,
            mail.subject(),
            envelope(mail, fate),
            oneClick(mail, notice),
            Html.join(tabs),
            content(mail, view)));
  }

  private static Html envelope(ReceivedMail mail, MailFate fate) {
    List<Html> rows = new ArrayList<>();
    rows.add(row("From", mail.from()));
    rows.add(people("To", mail.to()));
    rows.add(people("Cc", mail.cc()));
    rows.add(people("Bcc", mail.bcc()));
    if (!mail.replyTo().isEmpty()) {
      rows.add(row("Reply to", String.join(", ", mail.replyTo())));
    }
    rows.add(Html.of("<dt>Received</dt><dd>%s</dd>", InboxPages.time(mail.receivedAt())));
    rows.add(row("Fate", words(fate)));
    return Html.join(rows);
  }

  /** Each of them leads to all that they got. */
  private static Html people(String name, List<String> addresses) {
    if (addresses.isEmpty()) {
      return Html.NONE;
    }
    List<Html> links =
        addresses.stream()
            .map(
                address ->
                    Html.of(
                        "<a href=\"%s\">%s</a>",
                        new InboxQuery(Addresses.bare(address), "", 1, Long.MAX_VALUE).link(),
                        address))
            .toList();
    return Html.of("<dt>%s</dt><dd>%s</dd>", name, Html.join(links));
  }

  private static String words(MailFate fate) {
    return switch (fate) {
      case DELIVERED -> "Delivered";
      case BOUNCED -> "Bounced, for good";
      case SOFT_BOUNCED -> "Bounced, for now: the mailbox is full";
      case COMPLAINED -> "Delivered, and reported as spam";
      case SUPPRESSED_AFTER_BOUNCE -> "Not sent: an earlier mail bounced";
      case SUPPRESSED_AFTER_COMPLAINT -> "Not sent: an earlier mail was reported as spam";
      case SUPPRESSED_BY_HAND -> "Not sent: the address is on the suppression list";
    };
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
            "<h2>Ids</h2><dl>%s%s</dl>",
            row("Id", mail.id()),
            mail.idempotencyKey() == null
                ? Html.NONE
                : row("Idempotency key", mail.idempotencyKey())));
    if (mail.html() != null) {
      parts.add(Html.of("<h2>HTML</h2><pre>%s</pre>", mail.html()));
    }
    parts.add(Html.of("<h2>Request</h2><pre>%s</pre>", MailJson.request(mail)));
    return Html.join(parts);
  }

  private static Html table(String title, Map<String, String> values) {
    if (values.isEmpty()) {
      return Html.NONE;
    }
    List<Html> rows = new ArrayList<>();
    values.forEach((name, value) -> rows.add(row(name, value)));
    return Html.of("<h2>%s</h2><dl>%s</dl>", title, Html.join(rows));
  }

  private static Html row(String name, String value) {
    return Html.of("<dt>%s</dt><dd>%s</dd>", name, value);
  }

  static Html missing() {
    return page("Not found", Html.of("<p class=\"empty\">There is no such mail.</p>\n"));
  }

  private static Html page(String title, Html content) {
    return InboxPages.FRAME.page(
        title,
        Html.of(
            """
            <header class="bar"><a class="back" href="/inbox">Inbox</a></header>
            <main class="mail">
            %s</main>
            """,
            content));
  }
}
