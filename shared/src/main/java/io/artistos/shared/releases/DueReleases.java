package io.artistos.shared.releases;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.cosmos.CrossTenantSweep.Ref;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.Gone;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.notices.ArtistMails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes scheduled releases live when their day begins, once, however often it is asked or broken
 * off: the release and the mail that tells of it are one write. Thread-safe.
 */
public final class DueReleases {

  private static final Logger LOG = Logger.getLogger(DueReleases.class.getName());

  private static final int PAGE = 100;

  /** Pages in one run; what is left is the next minute's. */
  private static final int MOST_PAGES = 20;

  /** How long a release is left alone whose account is being deleted and may be taken back. */
  private static final Duration HELD_BACK = Duration.ofHours(1);

  private final Database database;
  private final Releases releases;
  private final Accounts accounts;
  private final ArtistMails mails;
  private final Clock clock;

  public DueReleases(
      Database database, Releases releases, Accounts accounts, ArtistMails mails, Clock clock) {
    this.database = database;
    this.releases = releases;
    this.accounts = accounts;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * Works through what is due, page by page: a query over all tenants (and its plan) for each, and
   * for a release two reads, one write and a message.
   *
   * @return how many went live
   */
  public int goLive() {
    int live = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Ref> due = database.sweep().releasesDueBy(clock.instant(), PAGE);
      int changed = 0;
      for (Ref ref : due) {
        switch (tryGoLive(ref)) {
          case LIVE -> {
            live++;
            changed++;
          }
          case MOVED -> changed++;
          case NOTHING -> {}
        }
      }
      // A page of which nothing changed would come again.
      if (due.size() < PAGE || changed == 0) {
        break;
      }
    }
    return live;
  }

  private enum Outcome {
    LIVE,
    MOVED,
    NOTHING
  }

  private Outcome tryGoLive(Ref ref) {
    try {
      return goLive(ref);
    } catch (RuntimeException e) {
      // One release must not keep all others waiting.
      LOG.log(Level.SEVERE, "not live; tenant=" + ref.tenantId() + " release=" + ref.id(), e);
      return Outcome.NOTHING;
    }
  }

  private Outcome goLive(Ref ref) {
    Instant now = clock.instant();
    Optional<Versioned<Release>> read =
        releases.find(ref.tenantId(), ref.id()).filter(r -> r.value().isDue(now));
    if (read.isEmpty()) {
      return Outcome.NOTHING;
    }
    Release release = read.get().value();
    if (!isOpen(ref)) {
      releases
          .items(ref.tenantId())
          .replace(release.id(), release.postponed(now.plus(HELD_BACK)), read.get().etag());
      return Outcome.MOVED;
    }
    ArtistMail mail = ReleaseLiveMail.due(ref.tenantId(), release.id(), now);
    boolean ours =
        releases
            .items(ref.tenantId())
            .together()
            .replace(release.id(), release.live(now), read.get().etag())
            .create(mail)
            .commit();
    if (ours) {
      mails.ask(mail, null);
    }
    return ours ? Outcome.LIVE : Outcome.NOTHING;
  }

  private boolean isOpen(Ref ref) {
    try {
      accounts.openNow(ref.tenantId());
      return true;
    } catch (Gone | NotFound e) {
      return false;
    }
  }
}
