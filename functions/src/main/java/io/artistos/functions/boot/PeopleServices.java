package io.artistos.functions.boot;

import io.artistos.shared.artists.Accounts;
import io.artistos.shared.audit.AuditLog;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.people.ClerkApi;
import io.artistos.shared.people.Departures;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.team.Teams;
import java.net.URI;
import java.time.Clock;

/** What there is about people, for the features that they are members, owners or readers of. */
record PeopleServices(ClerkApi clerk, People people, Listings listings, Departures departures) {

  private static final String CLERK_KEY = "clerk-secret-key";

  /**
   * @param clerk the address of its Backend API
   */
  static PeopleServices of(
      URI clerk,
      Secrets secrets,
      Database database,
      Teams teams,
      Accounts accounts,
      FanPages pages,
      AuditLog log,
      Clock clock) {
    ClerkApi api = new ClerkApi(clerk, secrets, CLERK_KEY);
    People people = new People(database, api, clock);
    Listings listings = new Listings(database, teams, accounts, pages, people, log, clock);
    return new PeopleServices(api, people, listings, new Departures(people, listings, api));
  }
}
