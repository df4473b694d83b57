package io.artistos.shared.people;

import io.artistos.shared.errors.Unavailable;

/**
 * People whose sign-in ends. Each step is repeatable; what breaks off is done again. Thread-safe.
 */
public final class Departures {

  private final People people;
  private final Listings listings;
  private final ClerkApi clerk;

  public Departures(People people, Listings listings, ClerkApi clerk) {
    this.people = people;
    this.listings = listings;
    this.clerk = clerk;
  }

  /**
   * Deletes somebody's sign-in, everything personal that we know of them, and their memberships but
   * for those of a last owner.
   *
   * @throws Unavailable when Clerk does not answer; nothing was changed
   */
  public void delete(String userId) {
    clerk.delete(userId);
    gone(userId);
  }

  /**
   * Deletes the sign-in of somebody whom we may not know: nothing of them stays, unless they have
   * memberships, which are left as Clerk's event arrives.
   *
   * @throws Unavailable when Clerk does not answer; nothing was changed
   */
  void refuse(String userId) {
    clerk.delete(userId);
    people.forget(userId);
  }

  /**
   * Their sign-in was deleted. The tombstone comes first, so that late news cannot bring anything
   * back; the teams that are still to be left stand in it.
   */
  void gone(String userId) {
    listings.leaveAll(people.deleted(userId));
  }
}
