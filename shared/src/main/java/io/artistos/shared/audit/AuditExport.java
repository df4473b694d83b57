package io.artistos.shared.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Page;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Days;
import io.artistos.shared.http.Json;
import io.artistos.shared.http.Reply;
import io.artistos.shared.http.Slice;
import io.artistos.shared.tenancy.TenantId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An artist account's audit log as a file, the newest event first: at most 31 days and 10,000
 * events, which are some 2 MB. Thread-safe.
 */
public final class AuditExport {

  private static final int MOST_DAYS = 31;
  private static final int MOST_EVENTS = 10_000;
  private static final int PAGE = 1_000;
  private static final List<String> COLUMNS =
      List.of("id", "at", "actorKind", "actorId", "action", "target", "outcome", "trace");

  private final AuditEvents events;
  private final int mostEvents;
  private final Clock clock;

  public AuditExport(Database database, Clock clock) {
    this(database, MOST_EVENTS, clock);
  }

  AuditExport(Database database, int mostEvents, Clock clock) {
    this.events = new AuditEvents(database);
    this.mostEvents = mostEvents;
    this.clock = clock;
  }

  /**
   * By {@code format} ({@code csv} or {@code json}), {@code from} and {@code to} of the address;
   * the last 31 days unless said otherwise. A count, and a query for each 1,000 events.
   *
   * @throws InvalidInput when one of them is not in order, or it would be too much
   */
  public Reply file(TenantId tenant, Call call) {
    boolean csv = isCsv(call.query("format").orElse("csv"));
    LocalDate to =
        Days.read(call, "to").orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    LocalDate from = Days.read(call, "from").orElseGet(() -> to.minusDays(MOST_DAYS - 1));
    if (from.isAfter(to) || from.isBefore(to.minusDays(MOST_DAYS - 1))) {
      throw new InvalidInput("from", "invalid", "At most " + MOST_DAYS + " days, up to to.");
    }
    List<AuditEventView> all = read(tenant, AuditFilter.days(from, to));
    Reply reply =
        csv
            ? new Reply(200, Map.of("Content-Type", "text/csv; charset=utf-8"), csv(all))
            : Reply.json(200, new Slice<>(all, null));
    String name = "audit-" + from + "-" + to + (csv ? ".csv" : ".json");
    return reply.with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private List<AuditEventView> read(TenantId tenant, AuditFilter filter) {
    if (events.count(tenant, filter) > mostEvents) {
      throw new InvalidInput(
          "from", "too-many", "More than " + mostEvents + " events: ask for fewer days.");
    }
    return Page.<AuditEvent>all(at -> events.page(tenant, filter, PAGE, at)).stream()
        .map(AuditEventView::of)
        .toList();
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
        .map(AuditExport::harmless)
        .toList();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Spreadsheets run what begins like a formula (OWASP, CSV injection): an apostrophe stops it. */
  private static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
