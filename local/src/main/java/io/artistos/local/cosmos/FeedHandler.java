package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items without a query: all of a partition or a range in pages, and the change feed in
 * latest-version mode (contracts 5.8).
 */
final class FeedHandler {

  private static final String INCREMENTAL = "Incremental Feed";

  /** The form that the SDK's change feed processor asks for. */
  private static final String SEPARATE = "2021-09-15";

  private static final int MAX_PAGE_BYTES = 4 << 20;
  private static final HexFormat HEX = HexFormat.of();

  private final Clock clock;

  FeedHandler(Clock clock) {
    this.clock = clock;
  }

  /** One page of the items, in the order of their keys. */
  Response list(Request request, String address, Container container) {
    KeyRange scope = QueryScope.of(request, container.definition());
    int size = ItemPage.size(request);
    long now = clock.instant().getEpochSecond();
    ItemPage page = new ItemPage();
    byte @Nullable [] last = null;
    boolean more = false;
    try (Snapshot snapshot = container.snapshot()) {
      Iterator<Snapshot.Entry> entries = snapshot.scan(List.of(scope), place(request));
      while (!more && entries.hasNext()) {
        Snapshot.Entry entry = entries.next();
        if (container.expired(entry.item(), now)) {
          continue;
        }
        more = page.count() == size || page.bytes() > MAX_PAGE_BYTES;
        if (!more) {
          page.add(entry.item().json());
          last = entry.key();
        }
      }
    }
    Answer answer = page.answer(container).session(address, container);
    if (more && last != null) {
      answer.header("x-ms-continuation", HEX.formatHex(last));
    }
    return answer.response();
  }

  /** What was written after a place in the feed; 304 when nothing was. */
  Response changes(Request request, String address, Container container) {
    if (!INCREMENTAL.equalsIgnoreCase(request.header("a-im"))) {
      throw Refusal.unsupported("the change feed mode " + request.header("a-im"));
    }
    KeyRange scope = QueryScope.of(request, container.definition());
    int size = ItemPage.size(request);
    boolean separate =
        SEPARATE.equals(request.header("x-ms-cosmos-changefeed-wire-format-version"));
    String from = request.header("if-none-match");
    long now = clock.instant().getEpochSecond();
    ItemPage page = new ItemPage();
    long after;
    try (Snapshot snapshot = container.snapshot()) {
      after = "*".equals(from) ? snapshot.lastChange() : from == null ? 0 : version(from);
      long since = from == null ? since(request) : Long.MIN_VALUE;
      Iterator<ChangeFeed.Change> changes = snapshot.changes(after);
      while (changes.hasNext() && page.count() < size && page.bytes() <= MAX_PAGE_BYTES) {
        ChangeFeed.Change change = changes.next();
        StoredItem item = scope.contains(change.key()) ? snapshot.get(change.key()) : null;
        if (item != null && item.written() > since && !container.expired(item, now)) {
          page.add(separate ? apart(item) : ItemBody.with(item.json(), "_lsn", item.version()));
        }
        after = change.version();
      }
    }
    String etag = "\"" + after + "\"";
    if (page.count() == 0) {
      return new Answer(304).session(address, container).header("etag", etag).response();
    }
    // A reader must not go on from a write that could still be lost.
    container.settle();
    return page.answer(container).session(address, container).header("etag", etag).response();
  }

  /** The item, and beside it what the feed has to say about it. */
  private static byte[] apart(StoredItem item) {
    ObjectNode change = Json.object();
    change.set("current", Json.parse(item.json()));
    change.putObject("metadata").put("lsn", item.version()).put("crts", item.written());
    return Json.bytes(change);
  }

  private static byte @Nullable [] place(Request request) {
    String token = request.header("x-ms-continuation");
    try {
      return token == null || token.isEmpty() ? null : HEX.parseHex(token);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The continuation token is not valid.");
    }
  }

  private static long version(String etag) {
    try {
      return Long.parseLong(etag.replace("\"", ""));
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("If-None-Match is no place in the change feed.");
    }
  }

  /** Seconds since 1970: the SDK's point in time, itself left out. */
  private static long since(Request request) {
    String date = request.header("if-modified-since");
    try {
      return date == null
          ? Long.MIN_VALUE
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)).getEpochSecond();
    } catch (DateTimeException e) {
      throw Refusal.badRequest("If-Modified-Since is no RFC 1123 date.");
    }
  }
}
