package io.artistos.functions.boot;

import io.artistos.functions.artists.ChangeSlug;
import io.artistos.functions.artists.CreateArtist;
import io.artistos.functions.artists.EditAccount;
import io.artistos.functions.people.ListMyAccounts;
import io.artistos.functions.people.ReceiveClerkEvent;
import io.artistos.functions.people.SweepTeams;
import io.artistos.shared.artists.AccountChanges;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.crypto.WebhookSignature;
import io.artistos.shared.pages.SlugClaims;
import io.artistos.shared.people.ArtistSignup;
import io.artistos.shared.people.ClerkApi;
import io.artistos.shared.people.ClerkEvents;
import io.artistos.shared.people.Departures;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.people.TeamSweeper;
import java.time.Clock;
import java.util.stream.Stream;

/** People who sign in, and the artist accounts that they open and change. */
final class PeopleFunctions {

  private static final String CLERK_KEY = "clerk-secret-key";
  private static final String CLERK_WEBHOOK_SECRET = "clerk-webhook-secret";

  private PeopleFunctions() {}

  /** Thread-safe and without state: whoever needs them makes them. */
  record Services(People people, Listings listings, Departures departures) {

    static Services of(Platform platform) {
      ClerkApi clerk =
          new ClerkApi(platform.settings().clerk().api(), platform.secrets(), CLERK_KEY);
      People people = new People(platform.database(), clerk, platform.clock());
      Listings listings =
          new Listings(
              platform.database(),
              platform.teams(),
              platform.accounts(),
              platform.pages(),
              people,
              platform.auditLog(),
              platform.clock());
      return new Services(people, listings, new Departures(people, listings, clerk));
    }
  }

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Clock clock = platform.clock();
    Services services = Services.of(platform);
    People people = services.people();
    Listings listings = services.listings();
    Departures departures = services.departures();
    SlugClaims slugs = new SlugClaims(platform.database(), platform.retiredSlugs());
    ArtistOnboarding onboarding =
        new ArtistOnboarding(
            platform.database(),
            platform.tenantKeys(),
            platform.pages(),
            slugs,
            platform.auditLog(),
            platform.random(),
            clock);
    AccountChanges changes =
        new AccountChanges(
            platform.database(),
            platform.accounts(),
            platform.pages(),
            slugs,
            listings::settle,
            clock);
    ArtistSignup signup =
        new ArtistSignup(people, departures, onboarding, listings, platform.policies(), clock);
    WebhookSignature signature =
        new WebhookSignature(platform.secrets(), CLERK_WEBHOOK_SECRET, clock);
    return Stream.of(
        new CreateArtist(endpoint, signup, platform.settings().publicUrl()),
        new EditAccount(endpoint, changes),
        new ChangeSlug(endpoint, changes),
        new ListMyAccounts(endpoint, people),
        new ReceiveClerkEvent(endpoint, new ClerkEvents(people, departures, signature)),
        new SweepTeams(new TeamSweeper(platform.database(), listings, onboarding, clock)));
  }
}
