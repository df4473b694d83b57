package io.artistos.shared.plans;

import io.artistos.shared.artists.Account;
import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.notices.ArtistMails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks for the mail with the day's actions when it is eight o'clock where the artist is. Found by
 * the time that every approved plan carries, so that only plans with something to do are read. The
 * mail's id is that of artist and day: whatever breaks off half-way, it is one mail. Thread-safe.
 */
public final class TodaysActions {

  private static final Logger LOG = Logger.getLogger(TodaysActions.class.getName());
  private static final int PAGE = 200;

  /** Well below the function's time limit; the next run goes on. */
  private static final Duration AT_MOST = Duration.ofMinutes(3);

  /** A deleted account may be taken back for some days: looked at again. */
  private static final Duration ACCOUNT_GONE = Duration.ofDays(1);

  private final Database database;
  private final Plans plans;
  private final Accounts accounts;
  private final ArtistMails mails;
  private final Clock clock;
  private final int page;

  public TodaysActions(
      Database database, Plans plans, Accounts accounts, ArtistMails mails, Clock clock) {
    this(database, plans, accounts, mails, clock, PAGE);
  }

  TodaysActions(
      Database database, Plans plans, Accounts accounts, ArtistMails mails, Clock clock, int page) {
    this.database = database;
    this.plans = plans;
    this.accounts = accounts;
    this.mails = mails;
    this.clock = clock;
    this.page = page;
  }

  /**
   * One query for each page of plans; for each plan two reads and a write, and for the first one of
   * an artist's day a create and a message.
   *
   * @return how many artists get mail
   */
  public int run() {
    Instant begin = clock.instant();
    int mailed = 0;
    int done;
    do {
      done = 0;
      for (Ref ref : database.sweep().plansToMail(begin, page)) {
        try {
          mailed += mail(ref) ? 1 : 0;
          done++;
        } catch (RuntimeException e) {
          // One artist's fault must not keep all others from their mail.
          LOG.log(Level.SEVERE, "actions not mailed; tenant=" + ref.tenantId(), e);
        }
      }
      // What was done is not found again. A page of nothing but faults is left to the next run.
    } while (done > 0 && clock.instant().isBefore(begin.plus(AT_MOST)));
    return mailed;
  }

  private boolean mail(Ref ref) {
    TenantItems items = plans.items(ref.tenantId());
    Instant now = clock.instant();
    Optional<Account> account = account(ref);
    if (account.isEmpty()) {
      items.update(ref.id(), Plan.class, plan -> plan.mailedNext(now.plus(ACCOUNT_GONE)));
      return false;
    }
    ZoneId zone = account.get().timeZone();
    ZonedDateTime here = now.atZone(zone);
    LocalDate today = here.toLocalDate();
    // The artist may have moved to where it is earlier.
    boolean tooEarly = here.toLocalTime().isBefore(Plan.MAIL_AT);
    boolean mailed =
        !tooEarly
            && hasActions(items, ref.id(), today)
            && mails.write(TodaysActionsMail.due(ref.tenantId(), today, now), null);
    // Only now that the mail is written down.
    LocalDate over = tooEarly ? today.minusDays(1) : today;
    items.update(ref.id(), Plan.class, plan -> movedOn(plan, over, zone));
    return mailed;
  }

  private static boolean hasActions(TenantItems items, String plan, LocalDate day) {
    return items
        .read(plan, Plan.class)
        .map(Versioned::value)
        .filter(found -> found.nextMailAt() != null && !found.on(day).isEmpty())
        .isPresent();
  }

  /** Unless it was made anew meanwhile: a draft has no such time. */
  private static Plan movedOn(Plan plan, LocalDate over, ZoneId zone) {
    return plan.nextMailAt() == null ? plan : plan.mailedUntil(over, zone);
  }

  private Optional<Account> account(Ref ref) {
    try {
      return Optional.of(accounts.open(ref.tenantId()));
    } catch (Gone | NotFound e) {
      return Optional.empty();
    }
  }
}
