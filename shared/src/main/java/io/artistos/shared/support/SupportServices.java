package io.artistos.shared.support;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.team.Teams;
import java.security.SecureRandom;
import java.time.Clock;

/** What there is about support, built from what it shares. Thread-safe. */
public final class SupportServices {

  private final Database database;
  private final Teams teams;
  private final Clock clock;
  private final SupportBook book;
  private final StaffAccesses listed;
  private final SupportWatch watch;

  public SupportServices(
      Database database, Teams teams, ArtistMails mails, AuditLog log, Clock clock) {
    this.database = database;
    this.teams = teams;
    this.clock = clock;
    this.book = new SupportBook(teams, mails, log, clock);
    this.listed = new StaffAccesses(database, teams, clock);
    this.watch = new SupportWatch(new StaffProfiles(database, clock), book, listed, clock);
  }

  /** The one that counts: there must not be a second in a process. */
  public SupportWatch watch() {
    return watch;
  }

  public SupportDesk desk(FanPages pages, Accounts accounts, SecureRandom random) {
    return new SupportDesk(pages, accounts, book, listed, watch, random, clock);
  }

  public TenantSupport ofTenants() {
    return new TenantSupport(teams, book, listed, clock);
  }

  public SupportSweeper sweeper() {
    return new SupportSweeper(database, teams, book, listed, clock);
  }
}
