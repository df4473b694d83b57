package io.artistos.local.vendors;

import io.artistos.local.http.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many mails the account has sent today and this month, in UTC, each recipient counted, and how
 * many it may (contracts, 1.5). Thread-safe.
 */
final class MailQuota {

  private static final String DAY = "day";
  private static final String MONTH = "month";

  private final MailCounts counts;
  private final Clock clock;
  private volatile OptionalInt daily = OptionalInt.empty();
  private volatile OptionalInt monthly = OptionalInt.empty();

  MailQuota(MailCounts counts, Clock clock) {
    this.counts = counts;
    this.clock = clock;
  }

  /** Recipients a day; none, as paid plans have it, when empty. */
  void daily(OptionalInt most) {
    daily = most;
  }

  /** Recipients a calendar month; none when empty. */
  void monthly(OptionalInt most) {
    monthly = most;
  }

  /**
   * Refuses what would go beyond.
   *
   * @throws ResendException 429
   */
  void admit(List<ReceivedMail> mails) {
    int more = mails.stream().mapToInt(MailQuota::recipients).sum();
    if (daily.isPresent() && usedToday() + more > daily.getAsInt()) {
      throw new ResendException(
          429, "daily_quota_exceeded", "You have reached your daily email sending quota.");
    }
    if (monthly.isPresent() && usedThisMonth() + more > monthly.getAsInt()) {
      throw new ResendException(
          429, "monthly_quota_exceeded", "You have reached your monthly email sending quota.");
    }
  }

  /** Counts a mail. To be committed by the caller, who holds the store. */
  void count(ReceivedMail mail) {
    counts.add(recipients(mail), DAY, today().toString());
    counts.add(recipients(mail), MONTH, YearMonth.from(today()).toString());
  }

  /** The answer with what has been used. */
  Response mark(Response response) {
    return response
        .with("x-resend-daily-quota", Long.toString(usedToday()))
        .with("x-resend-monthly-quota", Long.toString(usedThisMonth()));
  }

  long usedToday() {
    return counts.get(DAY, today().toString());
  }

  long usedThisMonth() {
    return counts.get(MONTH, YearMonth.from(today()).toString());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static int recipients(ReceivedMail mail) {
    return mail.to().size() + mail.cc().size() + mail.bcc().size();
  }
}
