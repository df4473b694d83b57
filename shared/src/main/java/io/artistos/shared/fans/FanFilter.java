package io.artistos.shared.fans;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Json;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Texts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which of an artist's fans: all that every given member fits. Location, page and days are those of
 * the current sign-up.
 *
 * @param tag in lower case
 * @param country ISO 3166-1 alpha-2
 * @param page the fan page's id, which stays when its slug changes
 * @param from the first day, UTC
 * @param to the last day, UTC
 */
public record FanFilter(
    @Nullable String status,
    @Nullable String tag,
    @Nullable String country,
    @Nullable String region,
    @Nullable String city,
    @Nullable String page,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  private static final int MOST = 100;

  /** The day behind it has five digits, and stands before all others as text. */
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  /** Everybody. */
  public static FanFilter everybody() {
    return read(name -> Optional.empty());
  }

  /**
   * From the address.
   *
   * @throws InvalidInput when a member is not in order
   */
  public static FanFilter read(Call call) {
    return read(call::query);
  }

  /**
   * From the members of a body, or of an object in it.
   *
   * @throws InvalidInput likewise
   */
  static FanFilter read(JsonNode object) {
    return read(
        name -> {
          JsonNode value = object.path(name);
          if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
          }
          if (!value.isTextual()) {
            throw new InvalidInput(name, "wrong-type", "This field must be text.");
          }
          return Optional.of(value.textValue());
        });
  }

  /** From the members of a body; faults go to it. */
  static FanFilter read(Fields fields) {
    return read(name -> fields.optional(name, MOST));
  }

  private static FanFilter read(Function<String, Optional<String>> given) {
    FanFilter filter =
        new FanFilter(
            text(given, "status"),
            lower(text(given, "tag")),
            upper(text(given, "country")),
            text(given, "region"),
            text(given, "city"),
            page(given),
            day(given, "from"),
            day(given, "to"));
    if (filter.status() != null
        && !filter.status().matches("pending|confirmed|unsubscribed|suppressed")) {
      throw new InvalidInput(
          "status", "invalid", "One of pending, confirmed, unsubscribed, suppressed.");
    }
    if (filter.from() != null && filter.to() != null && filter.from().isAfter(filter.to())) {
      throw new InvalidInput("from", "invalid", "Not after to.");
    }
    return filter;
  }

  private static @Nullable String text(Function<String, Optional<String>> given, String name) {
    String text = given.apply(name).map(String::strip).orElse("");
    Optional<String> fault = Texts.faultOfLine(text, MOST);
    if (fault.isPresent()) {
      throw new InvalidInput(name, "invalid", fault.get());
    }
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String page(Function<String, Optional<String>> given) {
    String page = text(given, "page");
    if (page != null && !RequestIds.isOne(page)) {
      throw new InvalidInput("page", "invalid", "The id of a page.");
    }
    return page;
  }

  private static @Nullable LocalDate day(Function<String, Optional<String>> given, String name) {
    String text = text(given, name);
    if (text == null) {
      return null;
    }
    try {
      if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // No such day in the calendar.
    }
    throw new InvalidInput(name, "invalid", "A day such as 2026-11-23.");
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String upper(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  /** A query over fans; which one it is, for a cursor that fits no other. */
  record Where(String condition, Map<String, Object> parameters) {

    String name() {
      return condition + " " + Json.write(parameters);
    }

    /** The same with one more condition. */
    Where and(String more, String name, Object value) {
      Map<String, Object> all = new LinkedHashMap<>(parameters);
      all.put(name, value);
      return new Where(condition + " AND " + more, all);
    }

    /** Whose address begins like that, in any case. */
    Where withAddress(String prefix) {
      String start = EmailAddress.parse(prefix).map(EmailAddress::value).orElse(prefix);
      return and("STARTSWITH(c.email, @prefix, true)", "@prefix", start);
    }
  }

  Where where() {
    List<String> all = new ArrayList<>(List.of("c.type = 'fan'"));
    Map<String, Object> values = new LinkedHashMap<>();
    add(all, values, "c.status = @status", "@status", status);
    add(all, values, "ARRAY_CONTAINS(c.tags, @tag)", "@tag", tag);
    add(all, values, "c.signup.location.country = @country", "@country", country);
    add(all, values, "c.signup.location.region = @region", "@region", region);
    add(all, values, "c.signup.location.city = @city", "@city", city);
    add(all, values, "c.signup.pageId = @page", "@page", page);
    add(all, values, "c.signup.at >= @from", "@from", start(from));
    add(
        all,
        values,
        "c.signup.at < @to",
        "@to",
        start(to == null || to.equals(LAST) ? null : to.plusDays(1)));
    return new Where(String.join(" AND ", all), values);
  }

  private static void add(
      List<String> conditions,
      Map<String, Object> values,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  private static @Nullable String start(@Nullable LocalDate day) {
    return day == null ? null : Json.time(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
