package io.artistos.shared.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.crypto.SealedCursors;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Json;
import io.artistos.shared.http.PageRequest;
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.CsvCells;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An audit log as files, the newest event first. However long it is, it comes in parts of at most
 * some 10,000 events (2 MB), each a whole file; a part that is not the last names the next one in
 * {@code Link} (RFC 8288). Thread-safe.
 */
public final class AuditExport {

  private static final int DAYS = 31;
  private static final int PART = 10_000;
  private static final int PAGE = 1_000;
  private static final String QUERY = "audit export: ";
  private static final List<String> COLUMNS =
      List.of("id", "at", "actorKind", "actorId", "action", "target", "outcome", "trace");

  private final AuditEvents events;
  private final SealedCursors cursors;
  private final int partSize;
  private final Clock clock;

  public AuditExport(Database database, SealedCursors cursors, Clock clock) {
    this(database, cursors, PART, clock);
  }

  AuditExport(Database database, SealedCursors cursors, int partSize, Clock clock) {
    this.events = new AuditEvents(database);
    this.cursors = cursors;
    this.partSize = partSize;
    this.clock = clock;
  }

  /**
   * One part.
   *
   * @param number from 1 on
   * @param next the cursor of the part after this one; null for the last
   */
  private record Part(int number, List<AuditEventView> events, @Nullable String next) {}

  /**
   * By {@code format} ({@code csv} or {@code json}) and {@code cursor} of the address and what
   * {@link AuditFilter} reads there; the last 31 days unless said otherwise. Two queries for each
   * 1,000 events.
   *
   * @throws InvalidInput when one of them is not in order
   */
  public Reply file(TenantId tenant, Call call) {
    boolean csv = isCsv(call.query("format").orElse("csv"));
    AuditFilter asked = AuditFilter.read(call);
    LocalDate to = asked.to().orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate from = asked.from().orElseGet(() -> to.minusDays(DAYS - 1));
    if (from.isAfter(to)) {
      throw new InvalidInput("from", "invalid", "A day up to to.");
    }
    AuditFilter filter = asked.within(from, to);
    Part part = read(tenant, filter, call.query("cursor"));
    Reply reply =
        csv
            ? new Reply(200, Map.of("Content-Type", "text/csv; charset=utf-8"), csv(part.events()))
            : Reply.json(200, new Slice<>(part.events(), part.next()));
    Reply named =
        reply.with(
            "Content-Disposition", "attachment; filename=\"" + name(part, from, to, csv) + "\"");
    return part.next() == null ? named : named.with("Link", next(call, filter, part.next(), csv));
  }

  private static String name(Part part, LocalDate from, LocalDate to, boolean csv) {
    String number = part.number() == 1 ? "" : "-part" + part.number();
    return "audit-" + from + "-" + to + number + (csv ? ".csv" : ".json");
  }

  /** Relative to what was called, the days written out: tomorrow the last 31 are others. */
  private static String next(Call call, AuditFilter filter, String cursor, boolean csv) {
    return "<%s?format=%s&%s&cursor=%s>; rel=\"next\""
        .formatted(call.uri().getRawPath(), csv ? "csv" : "json", filter.query(), cursor);
  }

  private Part read(TenantId tenant, AuditFilter filter, Optional<String> cursor) {
    String query = QUERY + filter.query();
    String begun = new PageRequest(partSize, cursor).continuation(cursors, tenant, query);
    // In the cursor: the part's number, a blank, Cosmos DB's token.
    int blank = begun == null ? -1 : begun.indexOf(' ');
    int number = begun == null ? 1 : Integer.parseInt(begun.substring(0, blank));
    @Nullable String at = begun == null ? null : begun.substring(blank + 1);
    List<AuditEventView> all = new ArrayList<>();
    do {
      Page<AuditEvent> page =
          events.page(tenant, filter, Math.min(PAGE, partSize - all.size()), at);
      page.items().forEach(event -> all.add(AuditEventView.of(event)));
      at = page.continuation();
    } while (at != null && all.size() < partSize);
    return new Part(
        number, all, at == null ? null : cursors.seal(tenant, query, (number + 1) + " " + at));
  }

  private static boolean isCsv(String format) {
    return switch (format) {
      case "csv" -> true;
      case "json" -> false;
      default -> throw new InvalidInput("format", "invalid", "One of csv, json.");
    };
  }

  /** RFC 4180. */
  private static String csv(List<AuditEventView> all) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(COLUMNS);
      all.forEach(event -> csv.writeRecord(cells(event)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> cells(AuditEventView event) {
    return Stream.of(
            event.id(),
            Json.time(event.at()),
            Json.MAPPER.convertValue(event.actor().kind(), String.class),
            event.actor().id(),
            event.action(),
            orEmpty(event.target()),
            event.outcome().word(),
            orEmpty(event.trace()))
        .map(CsvCells::harmless)
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
