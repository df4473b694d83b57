package io.artistos.shared.support;

import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a person of the staff works, as stored in {@code directory}: just enough to notice what is
 * not like them. What an instance has not written yet has the same form, and is {@link #plus}
 * added. Ids and times only; gone a month after the last use.
 *
 * @param id {@code staff:} and the user id
 * @param accounts when an artist account was last asked for or used, by tenant; of the last hour
 * @param days what was done on a day in UTC, by date; of the last 30 days
 * @param calls how many in a minute of the epoch, by access; of the last ten minutes
 * @param things how many were handed out in a minute, likewise; absent in old items
 * @param ttl seconds from the last write
 */
@ItemType(StaffProfile.TYPE)
record StaffProfile(
    String id,
    String type,
    int schema,
    Map<String, Instant> accounts,
    Map<String, Day> days,
    Map<String, Map<Long, Integer>> calls,
    @Nullable Map<String, Map<Long, Integer>> things,
    int ttl) {

  static final String TYPE = "staffProfile";

  static final int MOST_ACCOUNTS = 5;
  static final int MOST_CALLS = 300;

  /** Ten of the largest pages of a list. */
  static final int MOST_THINGS = 2_000;

  /** Before there are as many days of work, every hour is as good as another. */
  static final int FEWEST_DAYS = 5;

  private static final Duration ACCOUNTS_COUNT = Duration.ofHours(1);
  private static final int CALLS_COUNT_MINUTES = 10;
  private static final int DAYS_COUNT = 30;

  /** One over {@link #MOST_ACCOUNTS} says it all; the rest would only be carried along. */
  private static final int ACCOUNTS_KEPT = 4 * MOST_ACCOUNTS;

  private static final int TTL_SECONDS = (int) Duration.ofDays(DAYS_COUNT + 1).toSeconds();

  /**
   * A day of work.
   *
   * @param hours a bit for each hour of the day in which something was done, the lowest for the
   *     first
   */
  record Day(int hours, int calls) {

    private Day plus(Day other) {
      return new Day(hours | other.hours, calls + other.calls);
    }
  }

  StaffProfile {
    accounts = Map.copyOf(accounts);
    days = Map.copyOf(days);
    calls = Map.copyOf(calls);
    things = things == null ? Map.of() : Map.copyOf(things);
  }

  static String idOf(String staff) {
    return "staff:" + staff;
  }

  /** Of somebody of whom nothing is known. */
  static StaffProfile none(String staff) {
    return of(staff, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** One request for an account. */
  static StaffProfile request(String staff, TenantId tenant, Instant now) {
    return of(
        staff, Map.of(tenant.value(), now), Map.of(day(now), worked(now, 0)), Map.of(), Map.of());
  }

  /** One call in an account. */
  static StaffProfile use(String staff, TenantId tenant, String access, Instant now) {
    return of(
        staff,
        Map.of(tenant.value(), now),
        Map.of(day(now), worked(now, 1)),
        Map.of(access, Map.of(minute(now), 1)),
        Map.of());
  }

  /** What a call that was counted hands out. */
  static StaffProfile reading(String staff, String access, int things, Instant now) {
    return of(staff, Map.of(), Map.of(), Map.of(), Map.of(access, Map.of(minute(now), things)));
  }

  private static StaffProfile of(
      String staff,
      Map<String, Instant> accounts,
      Map<String, Day> days,
      Map<String, Map<Long, Integer>> calls,
      Map<String, Map<Long, Integer>> things) {
    return new StaffProfile(idOf(staff), TYPE, 1, accounts, days, calls, things, TTL_SECONDS);
  }

  /** Both together, without what does not count at {@code now} any more. */
  StaffProfile plus(StaffProfile other, Instant now) {
    Map<String, Instant> sum = new TreeMap<>(accounts);
    other.accounts.forEach((tenant, at) -> sum.merge(tenant, at, StaffProfile::later));
    Map<String, Day> work = new TreeMap<>(days);
    other.days.forEach((day, done) -> work.merge(day, done, Day::plus));
    return new StaffProfile(
        id,
        type,
        schema,
        recent(sum, now),
        month(work, now),
        latest(sum(calls, other.calls), now),
        latest(sum(counted(), other.counted()), now),
        TTL_SECONDS);
  }

  /** What is unusual about a call under {@code access} that is counted already. */
  Optional<UnusualUse> unusual(String access, Instant now) {
    if (tooManyAccounts(now)) {
      return Optional.of(UnusualUse.MANY_ACCOUNTS);
    }
    if (latest(calls, access, now) > MOST_CALLS || latest(counted(), access, now) > MOST_THINGS) {
      return Optional.of(UnusualUse.BULK_READING);
    }
    return oddHour(now) ? Optional.of(UnusualUse.ODD_HOUR) : Optional.empty();
  }

  boolean tooManyAccounts(Instant now) {
    Instant since = now.minus(ACCOUNTS_COUNT);
    return accounts.values().stream().filter(at -> at.isAfter(since)).count() > MOST_ACCOUNTS;
  }

  private Map<String, Map<Long, Integer>> counted() {
    return things == null ? Map.of() : things;
  }

  private static int latest(Map<String, Map<Long, Integer>> all, String access, Instant now) {
    return all.getOrDefault(access, Map.of()).entrySet().stream()
        .filter(entry -> isLatest(entry.getKey(), now))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Today does not count: else an odd hour would be usual a minute after it was noticed. */
  private boolean oddHour(Instant now) {
    String today = day(now);
    int known = 0;
    int before = 0;
    for (Map.Entry<String, Day> entry : month(days, now).entrySet()) {
      if (entry.getKey().compareTo(today) < 0) {
        before++;
        known |= entry.getValue().hours();
      }
    }
    return before >= FEWEST_DAYS && (known & hour(now)) == 0;
  }

  private static Map<String, Instant> recent(Map<String, Instant> all, Instant now) {
    Instant since = now.minus(ACCOUNTS_COUNT);
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().isAfter(since))
        .sorted(Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder()))
        .limit(ACCOUNTS_KEPT)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Day> month(Map<String, Day> all, Instant now) {
    String since = date(now).minusDays(DAYS_COUNT).toString();
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().compareTo(since) >= 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Map<Long, Integer>> latest(
      Map<String, Map<Long, Integer>> all, Instant now) {
    Map<String, Map<Long, Integer>> latest = new TreeMap<>();
    all.forEach(
        (access, minutes) -> {
          Map<Long, Integer> kept = new TreeMap<>(minutes);
          kept.keySet().removeIf(minute -> !isLatest(minute, now));
          if (!kept.isEmpty()) {
            latest.put(access, Map.copyOf(kept));
          }
        });
    return latest;
  }

  private static Map<String, Map<Long, Integer>> sum(
      Map<String, Map<Long, Integer>> one, Map<String, Map<Long, Integer>> other) {
    Map<String, Map<Long, Integer>> sum = new TreeMap<>(one);
    other.forEach((access, minutes) -> sum.merge(access, minutes, StaffProfile::sumOfMinutes));
    return sum;
  }

  private static Map<Long, Integer> sumOfMinutes(Map<Long, Integer> one, Map<Long, Integer> other) {
    Map<Long, Integer> sum = new TreeMap<>(one);
    other.forEach((minute, n) -> sum.merge(minute, n, Integer::sum));
    return sum;
  }

  private static Day worked(Instant now, int calls) {
    return new Day(hour(now), calls);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static int hour(Instant now) {
    return 1 << now.atOffset(ZoneOffset.UTC).getHour();
  }

  private static boolean isLatest(long minute, Instant now) {
    return minute > minute(now) - CALLS_COUNT_MINUTES;
  }

  private static long minute(Instant now) {
    return now.getEpochSecond() / 60;
  }

  private static String day(Instant now) {
    return date(now).toString();
  }

  private static LocalDate date(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
