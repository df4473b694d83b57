package io.artistos.shared.people;

import io.artistos.shared.artists.ArtistOnboarding;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Forbidden;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.policies.Policies;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens an artist account for somebody who is signed in and old enough. Thread-safe. */
public final class ArtistSignup {

  private static final Logger LOG = Logger.getLogger(ArtistSignup.class.getName());

  /** They are listed in one item, which Cosmos DB limits to 2 MB. */
  private static final int MOST_ACCOUNTS = 1_000;

  private final People people;
  private final Departures departures;
  private final ArtistOnboarding onboarding;
  private final Listings listings;
  private final Policies policies;
  private final Clock clock;

  public ArtistSignup(
      People people,
      Departures departures,
      ArtistOnboarding onboarding,
      Listings listings,
      Policies policies,
      Clock clock) {
    this.people = people;
    this.departures = departures;
    this.onboarding = onboarding;
    this.listings = listings;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * Opens an account that the caller owns; with an {@code Idempotency-Key} that they used within a
   * day, the one that is there.
   *
   * @throws InvalidInput when fields are missing or wrong
   * @throws Forbidden {@code not-eligible} when they are under 13: nothing is stored, what is known
   *     of them is forgotten, and their sign-in is deleted; who is a member somewhere is refused
   *     and nothing else, as a slip of the keyboard is likelier than a child
   * @throws NotAllowedNow {@code email-unverified} when they have no verified address; {@code
   *     too-many-accounts} from 1,000 on
   * @throws AlreadyExists when the slug, or what looks like it, is taken
   * @throws NotFound when their sign-in was deleted meanwhile
   */
  public FanPage open(Call call) {
    String userId = call.visitor().actor().id();
    ArtistApplication application = ArtistApplication.read(call, policies, clock.instant());
    if (!application.isOfAge(clock.instant())) {
      if (people.accountsOf(userId).isEmpty()) {
        departures.refuse(userId);
      }
      throw new Forbidden("not-eligible", "An artist account cannot be opened for you.");
    }
    Person person = people.known(userId);
    if (person.tenants().size() >= MOST_ACCOUNTS) {
      throw new NotAllowedNow("too-many-accounts", "You work on too many artist accounts.");
    }
    if (person.email() == null) {
      throw new NotAllowedNow("email-unverified", "Verify your email address first.");
    }
    people.accepted(userId, application.accepted(), clock.instant());
    FanPage page =
        onboarding.open(application.artist(), userId, RequestIds.ofKey(call, userId, "artist"));
    settle(page);
    return page;
  }

  /** The account is open, whatever becomes of the list: the sweeper settles it, too. */
  private void settle(FanPage page) {
    try {
      listings.settle(page.tenantId());
    } catch (Unavailable e) {
      LOG.log(Level.WARNING, "list not settled, left to the sweeper; tenant=" + page.tenantId(), e);
    }
  }
}
