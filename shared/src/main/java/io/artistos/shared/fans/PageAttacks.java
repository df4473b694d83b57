package io.artistos.shared.fans;

import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which pages are under attack, on all instances: those that got more than a hundred suspicious
 * sign-ups within ten minutes, until half an hour after the last such ten minutes. One that comes
 * back within six hours is the same attack, and the artist is told once for each.
 *
 * <p>Requests to Cosmos: for a page that is asked about, one read in half a minute and instance;
 * for suspicious sign-ups what {@link Throttle} takes for them; for the beginning of an attack, and
 * every ten minutes of it, two or three more. When the database cannot be reached, no page is under
 * attack. Thread-safe; one for the life of the process.
 */
public final class PageAttacks {

  private static final Logger LOG = Logger.getLogger(PageAttacks.class.getName());

  /** In a hall of three thousand, a few dozen mistype or use addresses that they throw away. */
  static final Limit SUSPICIOUS = new Limit("suspicious sign-ups", 100, Duration.ofMinutes(10), 10);

  static final Duration LASTS = Duration.ofMinutes(30);

  private static final Duration KNOWN = Duration.ofSeconds(30);
  private static final int MOST_PAGES = 1_000;

  private final Database database;
  private final Throttle throttle;
  private final ArtistMails mails;
  private final Clock clock;
  private final TimedCache<String, Instant> until;

  public PageAttacks(Database database, Throttle throttle, ArtistMails mails, Clock clock) {
    this.database = database;
    this.throttle = throttle;
    this.mails = mails;
    this.clock = clock;
    this.until = new TimedCache<>(clock, KNOWN, MOST_PAGES);
  }

  /** Whether the page has to be strict now. */
  public boolean on(FanPage page) {
    try {
      return clock.instant().isBefore(until.get(page.id(), this::read));
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "attacks cannot be looked up; pages stay as they are", e);
      return false;
    }
  }

  private Instant read(String pageId) {
    return stored(pageId).map(Versioned::value).map(PageAttack::until).orElse(Instant.MIN);
  }

  private Optional<Versioned<PageAttack>> stored(String pageId) {
    return database.directory().read(id(pageId), PageAttack.class);
  }

  private static String id(String pageId) {
    return "attack:" + pageId;
  }

  /** Counts a sign-up that no fan would send. */
  public void suspect(FanPage page, @Nullable String traceParent) {
    try {
      throttle.take(SUSPICIOUS, page.id());
    } catch (TooMany e) {
      rage(page, traceParent);
    }
  }

  /** An attack lasts longer than the window it begins in, so no two begin in one. */
  private static Instant beginning(Instant now) {
    long window = SUSPICIOUS.window().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), window) * window);
  }

  /** Begins an attack, or lets it last longer; most of the time it does last long enough. */
  private void rage(FanPage page, @Nullable String traceParent) {
    Instant now = clock.instant();
    try {
      if (until.get(page.id(), this::read).isAfter(now.plus(LASTS).minus(SUSPICIOUS.window()))) {
        return;
      }
      Optional<Versioned<PageAttack>> known = stored(page.id());
      Instant since = beginning(now);
      if (known.isPresent() && known.get().value().goesOn(now)) {
        since = known.get().value().since();
      }
      PageAttack attack = PageAttack.of(id(page.id()), since, now.plus(LASTS));
      // First the mail, which an attack has once: after a crash in between the next suspicious
      // sign-up of these ten minutes begins the same attack.
      mails.write(PageAttackMail.due(page, since, now), traceParent);
      database.directory().put(attack.id(), PageAttack.class, attack, before -> attack);
      until.forget(page.id());
      LOG.warning("a fan page is under attack; tenant=" + page.tenantId());
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "an attack could not be written down", e);
    }
  }
}
