package io.artistos.local.host;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * NCRONTAB: {@code {second} {minute} {hour} {day} {month} {day-of-week}}, where five fields leave
 * out the second, which is 0 then. A field is {@code *} or a list of values, ranges {@code a-b} and
 * steps {@code * /n}, {@code a-b/n}, {@code a/n}; months and days of the week (0 is Sunday) have
 * English names, whole or from three letters on. Day of the month and of the week must both match.
 * A local time that a clock change repeats counts once, one that it leaves out is moved on.
 */
final class Ncrontab implements Schedule {

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  /** The longest there is between two: 29 February on a given day of the week, around 2100. */
  private static final int YEARS = 41;

  /**
   * What a field can be.
   *
   * @param names of the values from {@code least} on
   */
  private record Range(String name, int least, int most, List<String> names) {}

  private static final List<Range> FIELDS =
      List.of(
          new Range("second", 0, 59, List.of()),
          new Range("minute", 0, 59, List.of()),
          new Range("hour", 0, 23, List.of()),
          new Range("day", 1, 31, List.of()),
          new Range("month", 1, 12, MONTHS),
          new Range("day-of-week", 0, 6, DAYS));

  private final List<BitSet> fields;
  private final ZoneId zone;

  private Ncrontab(List<BitSet> fields, ZoneId zone) {
    this.fields = fields;
    this.zone = zone;
  }

  static Ncrontab parse(String where, String text, ZoneId zone) {
    List<String> parts = new ArrayList<>(List.of(text.strip().split("\\s+")));
    if (parts.size() == 5) {
      parts.addFirst("0");
    }
    if (parts.size() != 6) {
      throw new InvalidAppException(where + ": '" + text + "' has neither five nor six fields");
    }
    try {
      List<BitSet> fields = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        fields.add(field(FIELDS.get(i), parts.get(i).toLowerCase(Locale.ROOT)));
      }
      Ncrontab schedule = new Ncrontab(fields, zone);
      if (schedule.nextDay(LocalDate.of(2000, 1, 1)) == null) {
        throw new IllegalArgumentException("there is no such day");
      }
      return schedule;
    } catch (IllegalArgumentException e) {
      throw new InvalidAppException(where + ": '" + text + "': " + e.getMessage(), e);
    }
  }

  @Override
  public Instant next(Instant after) {
    LocalDateTime local = LocalDateTime.ofInstant(after, zone);
    while (true) {
      local = nextLocal(local);
      // Of a repeated hour the first; a left-out time is moved on by the gap.
      Instant tick = local.atZone(zone).toInstant();
      if (tick.isAfter(after)) {
        return tick;
      }
    }
  }

  private LocalDateTime nextLocal(LocalDateTime after) {
    LocalTime time = isDay(after.toLocalDate()) ? nextTime(after.toLocalTime()) : null;
    if (time != null) {
      return after.toLocalDate().atTime(time);
    }
    LocalDate day = nextDay(after.toLocalDate().plusDays(1));
    if (day == null) {
      throw new IllegalStateException("no day matches any more");
    }
    return day.atTime(first(2), first(1), first(0));
  }

  private @Nullable LocalDate nextDay(LocalDate from) {
    for (LocalDate day = from; day.getYear() <= from.getYear() + YEARS; day = day.plusDays(1)) {
      if (isDay(day)) {
        return day;
      }
    }
    return null;
  }

  private boolean isDay(LocalDate day) {
    return fields.get(3).get(day.getDayOfMonth())
        && fields.get(4).get(day.getMonthValue())
        && fields.get(5).get(day.getDayOfWeek().getValue() % 7);
  }

  /** The first time of the day after {@code after}; null when the day has none left. */
  private @Nullable LocalTime nextTime(LocalTime after) {
    int hour = after.getHour();
    int minute = after.getMinute();
    int second = fields.get(0).nextSetBit(after.getSecond() + 1);
    if (second < 0 || !fields.get(1).get(minute) || !fields.get(2).get(hour)) {
      second = first(0);
      minute = fields.get(1).nextSetBit(minute + 1);
      if (minute < 0 || !fields.get(2).get(hour)) {
        minute = first(1);
        hour = fields.get(2).nextSetBit(hour + 1);
      }
    }
    return hour < 0 ? null : LocalTime.of(hour, minute, second);
  }

  private int first(int field) {
    return fields.get(field).nextSetBit(0);
  }

  private static BitSet field(Range range, String text) {
    BitSet values = new BitSet();
    for (String item : text.split(",", -1)) {
      String[] parts = item.split("/", -1);
      int step = parts.length == 1 ? 1 : positive(parts[1]);
      if (parts.length > 2) {
        throw new IllegalArgumentException(item + " has two steps");
      }
      String[] ends = parts[0].split("-", -1);
      boolean all = parts[0].equals("*");
      int from = all ? range.least : value(range, ends[0]);
      int to = from;
      if (all || (ends.length == 1 && parts.length == 2)) {
        to = range.most;
      } else if (ends.length == 2) {
        to = value(range, ends[1]);
      }
      if (ends.length > 2 || to < from) {
        throw new IllegalArgumentException(parts[0] + " is no range of a " + range.name);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int positive(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("a step of " + text);
    }
    return number;
  }

  private static int value(Range range, String text) {
    for (int i = 0; text.length() >= 3 && i < range.names.size(); i++) {
      if (range.names.get(i).startsWith(text)) {
        return range.least + i;
      }
    }
    int number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    if (number < range.least || number > range.most) {
      throw new IllegalArgumentException("'" + text + "' is no " + range.name);
    }
    return number;
  }
}
