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
import io.artistos.shared.people.ClerkEvents;
import io.artistos.shared.people.Departures;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.people.TeamSweeper;
import java.time.Clock;
import java.util.stream.Stream;

/** People who sign in, and the artist accounts that they open and change. */
final class PeopleFunctions {

  private static final String CLERK_WEBHOOK_SECRET = "clerk-webhook-secret";

  private PeopleFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Clock clock = platform.clock();
    People people = platform.people().people();
    Listings listings = platform.people().listings();
    Departures departures = platform.people().departures();
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
