package io.artistos.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a timer (contracts 4.9).
 *
 * @param last when it ran, or was due; {@link #NEVER} before the first run
 * @param next when it is due
 * @param updated when this was written
 */
record TimerStatus(Instant last, Instant next, Instant updated) {

  /** .NET's smallest time. */
  static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  // .NET writes an offset, never a Z, and fractions of a second only when there are some.
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HH:MM", "+00:00")
          .toFormatter(Locale.ROOT);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The form of the blob. */
  String json() {
    return tree().toString();
  }

  /**
   * Reads the form of the blob.
   *
   * @throws IOException when {@code text} has another form
   */
  static TimerStatus parse(String text) throws IOException {
    JsonNode tree = JSON.readTree(text);
    try {
      return new TimerStatus(time(tree, "Last"), time(tree, "Next"), time(tree, "LastUpdated"));
    } catch (DateTimeException e) {
      throw new IOException("no status of a timer", e);
    }
  }

  /**
   * What the function's String parameter is.
   *
   * @param status null for a timer that is not monitored
   */
  static String parameter(@Nullable TimerStatus status, boolean pastDue) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("Schedule").put("AdjustForDST", true);
    root.set(
        "ScheduleStatus", status == null ? JsonNodeFactory.instance.nullNode() : status.tree());
    root.put("IsPastDue", pastDue);
    return root.toString();
  }

  private ObjectNode tree() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Last", time(last))
        .put("Next", time(next))
        .put("LastUpdated", time(updated));
  }

  private static String time(Instant time) {
    return TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  private static Instant time(JsonNode tree, String member) {
    return OffsetDateTime.parse(tree.path(member).asText()).toInstant();
  }
}
