package io.artistos.local.cosmos.sql;

import static io.artistos.local.cosmos.json.Values.UNDEFINED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.artistos.local.cosmos.json.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Points in time: ISO 8601 in UTC with seven digits, milliseconds, or ticks of 100 ns, since 1970.
 */
final class Times {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final int NANOS_PER_TICK = 100;
  private static final double FURTHEST_SECOND = 253_402_300_799d;

  /** One page of a query sees one time, so the static forms give the same as the others. */
  static final Map<String, Function<Instant, JsonNode>> NOW =
      Map.of(
          "GETCURRENTDATETIME", Times::text,
          "GETCURRENTDATETIMESTATIC", Times::text,
          "GETCURRENTTIMESTAMP", Times::millis,
          "GETCURRENTTIMESTAMPSTATIC", Times::millis,
          "GETCURRENTTICKS", Times::ticks,
          "GETCURRENTTICKSSTATIC", Times::ticks);

  private Times() {}

  static Map<String, Functions.Function> functions() {
    return Map.of(
        "DATETIMETOTIMESTAMP", Functions.taking(1, args -> of(args.getFirst(), Times::millis)),
        "DATETIMETOTICKS", Functions.taking(1, args -> of(args.getFirst(), Times::ticks)),
        "TIMESTAMPTODATETIME", Functions.taking(1, args -> since(args.getFirst(), 1_000)),
        "TICKSTODATETIME", Functions.taking(1, args -> since(args.getFirst(), TICKS_PER_SECOND)),
        "DATETIMEPART", Functions.taking(2, Times::part));
  }

  static JsonNode now(String function, @Nullable Instant now) {
    Function<Instant, JsonNode> form = NOW.get(function);
    if (now == null || form == null) {
      throw SqlException.unsupported("the function " + function + " in a condition");
    }
    return form.apply(now);
  }

  private static JsonNode text(Instant time) {
    return TextNode.valueOf(TEXT.format(time));
  }

  private static JsonNode millis(Instant time) {
    return Values.number((double) time.toEpochMilli());
  }

  private static JsonNode ticks(Instant time) {
    return Values.number(
        (double) (time.getEpochSecond() * TICKS_PER_SECOND + time.getNano() / NANOS_PER_TICK));
  }

  private static JsonNode of(JsonNode text, Function<Instant, JsonNode> form) {
    Instant time = parsed(text);
    return time == null ? UNDEFINED : form.apply(time);
  }

  /** Without a time it is midnight, without an offset UTC; null when it is no time. */
  private static @Nullable Instant parsed(JsonNode text) {
    if (!text.isTextual()) {
      return null;
    }
    String value = text.textValue();
    try {
      if (!value.contains("T")) {
        return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return value.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(value).toInstant()
          : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static JsonNode since(JsonNode count, long perSecond) {
    double value = count.doubleValue();
    if (!count.isNumber()
        || value != Math.rint(value)
        || Math.abs(value) / (double) perSecond > FURTHEST_SECOND) {
      return UNDEFINED;
    }
    long whole = (long) value;
    long nanos = Math.floorMod(whole, perSecond) * (1_000_000_000L / perSecond);
    return text(Instant.ofEpochSecond(Math.floorDiv(whole, perSecond), nanos));
  }

  private static JsonNode part(List<JsonNode> args) {
    Instant instant = parsed(args.get(1));
    if (!args.get(0).isTextual() || instant == null) {
      return UNDEFINED;
    }
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return switch (args.get(0).textValue()) {
      case "year", "yyyy", "yy" -> Values.number(time.getYear());
      case "month", "mm", "m" -> Values.number(time.getMonthValue());
      case "day", "dd", "d" -> Values.number(time.getDayOfMonth());
      case "hour", "hh" -> Values.number(time.getHour());
      case "minute", "mi", "n" -> Values.number(time.getMinute());
      case "second", "ss", "s" -> Values.number(time.getSecond());
      case "millisecond", "ms" -> Values.number(time.get(ChronoField.MILLI_OF_SECOND));
      default -> throw SqlException.unsupported("the part " + args.get(0) + " of DateTimePart");
    };
  }
}
