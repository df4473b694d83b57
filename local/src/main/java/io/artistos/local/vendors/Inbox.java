package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.pages.Html;
import io.artistos.local.pages.PageFrame;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The inbox: {@code GET /inbox}, {@code /inbox.json} and {@code /inbox/{id}} with what belongs to
 * it. A mail's HTML is served from {@code /inbox/{id}/html} and nowhere else, and cannot run
 * scripts there.
 */
final class Inbox implements AutoCloseable {

  /** As mail clients do: pictures and styles, no scripts, no forms, no origin. */
  private static final String MAIL_POLICY =
      "default-src 'none'; script-src 'none'; img-src http: https: data:; style-src"
          + " 'unsafe-inline' http: https:; font-src http: https: data:; form-action 'none';"
          + " base-uri 'none'; frame-ancestors 'self'; sandbox "
          + MailPages.SANDBOX;

  private static final Pattern HEAD =
      Pattern.compile("<head(\\s[^>]*)?>", Pattern.CASE_INSENSITIVE);

  /** Links leave the frame. */
  private static final String BASE = "<base target=\"_top\">";

  private static final int MAX_JSON = 1000;

  /** So many mails a search reads for a page: a moment's work, however many there are. */
  private static final int MOST_READ = 10_000;

  private final MailStore store;
  private final MVMap<Long, String> fates;
  private final OneClick oneClick = new OneClick();
  private final byte[] script = PageFrame.resource(Inbox.class, "refresh.js");

  Inbox(MailStore store) {
    this.store = store;
    this.fates = MailLedger.fates(store);
  }

  /** Answers whatever begins with {@code /inbox}; null when that is nothing of the inbox. */
  @Nullable Response handle(Request request) {
    String[] path = request.path().split("/", -1);
    if (path.length == 4 && path[3].equals("unsubscribe")) {
      return request.method().equals("POST") ? unsubscribe(path[2]) : notAllowed("POST");
    }
    Response response =
        switch (request.path()) {
          case "/inbox" -> list(request);
          case "/inbox.json" -> json(request);
          case InboxPages.STYLE -> InboxPages.FRAME.style();
          case "/inbox/refresh.js" -> Response.of(200, "text/javascript; charset=utf-8", script);
          default ->
              switch (path.length) {
                case 3 -> mail(path[2], request);
                case 4 -> path[3].equals("html") ? html(path[2]) : null;
                default -> null;
              };
        };
    if (response == null || request.method().equals("GET") || request.method().equals("HEAD")) {
      return response;
    }
    return notAllowed("GET");
  }

  private Response list(Request request) {
    InboxQuery query = InboxQuery.of(request);
    if (query.searches()) {
      MailSearch.Found found =
          MailSearch.search(
              store,
              query.address(),
              query::matches,
              query.before(),
              InboxPages.PAGE_SIZE,
              MOST_READ);
      return page(200, InboxPages.found(found, this::fate, query));
    }
    long skip = (query.page() - 1L) * InboxPages.PAGE_SIZE;
    MailStore.Slice slice = store.newest(query.address(), skip, InboxPages.PAGE_SIZE);
    return page(200, InboxPages.list(slice, this::fate, query));
  }

  /**
   * {@code {"total":2,"mails":[…]}}, newest first, at most {@code limit} (100) of them, to an
   * address when {@code to} says one. {@code lastEvent} is what became of a mail.
   */
  private Response json(Request request) {
    int limit = (int) InboxQuery.number(request.query("limit"), 100, MAX_JSON);
    MailStore.Slice slice = store.newest(InboxQuery.of(request).address(), 0, limit);
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("total", slice.total());
    ArrayNode mails = body.putArray("mails");
    slice
        .mails()
        .forEach(mail -> mails.add(MailJson.write(mail).put("lastEvent", fate(mail).lastEvent())));
    return Response.json(200, body).with("Cache-Control", "no-store");
  }

  private MailFate fate(ReceivedMail mail) {
    return MailLedger.fate(fates, store.sequence(mail.id()).orElseThrow());
  }

  private Response mail(String id, Request request) {
    Optional<ReceivedMail> found = store.find(id);
    if (found.isEmpty()) {
      return page(404, MailPages.missing());
    }
    ReceivedMail mail = found.get();
    MailPages.View first = mail.html() == null ? MailPages.View.TEXT : MailPages.View.HTML;
    MailPages.View view =
        Arrays.stream(MailPages.View.values())
            .filter(each -> each.parameter().equals(request.query("view")))
            .findFirst()
            .orElse(first);
    return page(200, MailPages.mail(mail, fate(mail), view, notice(request.query("unsubscribe"))));
  }

  private static String notice(@Nullable String answer) {
    if (answer == null) {
      return "";
    }
    return answer.matches("\\d{3}")
        ? "The server answered " + answer + "."
        : "The server did not answer.";
  }

  private Response html(String id) {
    return store
        .find(id)
        .map(ReceivedMail::html)
        .map(
            html ->
                Response.html(200, withBase(html))
                    .with("Content-Security-Policy", MAIL_POLICY)
                    .with("Referrer-Policy", "no-referrer")
                    .with("X-Content-Type-Options", "nosniff"))
        .orElseGet(() -> page(404, MailPages.missing()));
  }

  /** Puts the base element into the head, or before everything when there is none. */
  static String withBase(String html) {
    Matcher head = HEAD.matcher(html);
    return head.find()
        ? html.substring(0, head.end()) + BASE + html.substring(head.end())
        : BASE + html;
  }

  private Response unsubscribe(String id) {
    Optional<URI> address = store.find(id).flatMap(OneClick::address);
    if (address.isEmpty()) {
      return page(404, MailPages.missing());
    }
    OptionalInt status = oneClick.post(address.get());
    String answer = status.isPresent() ? Integer.toString(status.getAsInt()) : "none";
    // Answered by a redirect, so that reloading the page does not post again.
    return Response.empty(303).with("Location", "/inbox/" + id + "?unsubscribe=" + answer);
  }

  private static Response page(int status, Html html) {
    return InboxPages.FRAME.answer(status, html);
  }

  private static Response notAllowed(String method) {
    return Response.text(405, "only " + method + " is allowed").with("Allow", method);
  }

  @Override
  public void close() {
    oneClick.close();
  }
}
