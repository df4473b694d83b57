package io.artistos.shared.numbers;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Days;
import io.artistos.shared.http.RequestIds;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which numbers are asked for: at most 366 days, the last 30 unless said otherwise.
 *
 * @param page of one page by its id; empty for all of the artist's
 * @param limit lines at most, 1 to 500, except for days, which are all there; 50 unless said
 *     otherwise, of countries 500, more than there are
 */
public record NumbersRequest(
    Figure figure, Group by, LocalDate from, LocalDate to, Optional<String> page, int limit) {

  static final int MOST_DAYS = 366;

  private static final int DEFAULT_DAYS = 30;
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST_LINES = 500;

  /** What there is a line for. */
  public enum Group {
    DAY,
    COUNTRY,
    CITY,
    SOURCE,
    PAGE;

    /** As in JSON and in the address. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * From {@code figure}, {@code by}, {@code from}, {@code to}, {@code page} and {@code limit} of
   * the address.
   *
   * @throws InvalidInput when one of them is not in order
   */
  public static NumbersRequest read(Call call, Clock clock) {
    Figure figure =
        call.query("figure")
            .flatMap(Figure::find)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "figure", "invalid", "One of views, signups, confirmations, leaves."));
    LocalDate to = Days.read(call, "to").orElseGet(() -> Marks.day(clock.instant()));
    LocalDate from = Days.read(call, "from").orElseGet(() -> to.minusDays(DEFAULT_DAYS - 1));
    if (from.isAfter(to) || from.isBefore(to.minusDays(MOST_DAYS - 1))) {
      throw new InvalidInput("from", "invalid", "At most " + MOST_DAYS + " days before to.");
    }
    Optional<String> page = call.query("page");
    if (page.isPresent() && !RequestIds.isOne(page.get())) {
      throw new InvalidInput("page", "invalid", "The id of a page.");
    }
    Group by = group(call);
    return new NumbersRequest(figure, by, from, to, page, limit(call, by));
  }

  private static Group group(Call call) {
    String key = call.query("by").orElse(Group.DAY.key());
    return Arrays.stream(Group.values())
        .filter(group -> group.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "by",
                    "invalid",
                    "One of "
                        + Arrays.stream(Group.values())
                            .map(Group::key)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static int limit(Call call, Group by) {
    int usual = by == Group.COUNTRY ? MOST_LINES : DEFAULT_LIMIT;
    String text = call.query("limit").orElse(String.valueOf(usual));
    int limit = text.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST_LINES) {
      throw new InvalidInput("limit", "invalid", "A number from 1 to " + MOST_LINES + ".");
    }
    return limit;
  }
}
