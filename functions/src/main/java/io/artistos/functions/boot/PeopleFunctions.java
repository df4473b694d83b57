package io.artistos.functions.boot;

import io.artistos.functions.artists.CreateArtist;
import io.artistos.functions.people.ListMyAccounts;
import io.artistos.functions.people.SweepTeams;
import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.people.ClerkApi;
import io.artistos.shared.people.Listings;
import io.artistos.shared.people.People;
import io.artistos.shared.people.TeamSweeper;
import java.util.stream.Stream;

/** People who sign in, and the artist accounts that they open. */
final class PeopleFunctions {

  private static final String CLERK_KEY = "clerk-secret-key";

  private PeopleFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    People people = people(platform);
    Listings listings = listings(platform, people);
    ArtistOnboarding onboarding =
        new ArtistOnboarding(
            platform.database(),
            platform.tenantKeys(),
            platform.pages(),
            platform.retiredSlugs(),
            platform.random(),
            platform.clock());
    return Stream.of(
        new CreateArtist(endpoint, onboarding, platform.settings().publicUrl()),
        new ListMyAccounts(endpoint, people),
        new SweepTeams(
            new TeamSweeper(platform.database(), listings, onboarding, platform.clock())));
  }

  /** Thread-safe and without state: whoever needs people makes them. */
  static People people(Platform platform) {
    ClerkApi clerk = new ClerkApi(platform.settings().clerk().api(), platform.secrets(), CLERK_KEY);
    return new People(platform.database(), clerk, platform.clock());
  }

  /** Likewise. */
  static Listings listings(Platform platform, People people) {
    return new Listings(
        platform.database(),
        platform.teams(),
        platform.accounts(),
        platform.pages(),
        people,
        platform.clock());
  }
}
