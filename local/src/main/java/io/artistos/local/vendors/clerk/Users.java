package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Faults;
import io.artistos.local.vendors.webhooks.WebhookEvent;
import io.artistos.local.vendors.webhooks.WebhookFault;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who has an account and who is signed in. What an app is to hear of is in the outbox in the same
 * commit. Thread-safe.
 */
final class Users {

  /** How long somebody stays signed in: what an application at Clerk begins with. */
  static final Duration SESSION_LIFE = Duration.ofDays(7);

  private final ClerkStore store;
  private final Clock clock;
  private final Faults faults;
  private final Optional<WebhookOutbox> outbox;

  Users(ClerkStore store, Clock clock, Faults faults, Optional<WebhookOutbox> outbox) {
    this.store = store;
    this.clock = clock;
    this.faults = faults;
    this.outbox = outbox;
  }

  /**
   * Makes an account and tells of it.
   *
   * @throws IllegalArgumentException when somebody has the address
   */
  ClerkStore.Person create(Profile profile) {
    return store.change(
        () -> {
          String id = Ids.fresh("user_");
          refuseTaken(profile, id);
          long now = clock.millis();
          ClerkStore.Person person =
              new ClerkStore.Person(id, profile, Ids.fresh("idn_"), now, now);
          store.putPerson(person);
          tell("user.created", UserJson.user(person));
          return person;
        });
  }

  /**
   * Changes an account and tells of it.
   *
   * @throws IllegalArgumentException when somebody else has the address, or nobody has the id
   */
  ClerkStore.Person update(String id, Profile profile) {
    return store.change(
        () -> {
          ClerkStore.Person before = known(id);
          refuseTaken(profile, id);
          boolean moved = !before.profile().email().equals(profile.email());
          String emailId = moved ? Ids.fresh("idn_") : before.emailId();
          long now = Math.max(clock.millis(), before.updatedAt() + 1);
          ClerkStore.Person person =
              new ClerkStore.Person(id, profile, emailId, before.createdAt(), now);
          store.putPerson(person);
          tell("user.updated", UserJson.user(person));
          return person;
        });
  }

  /** Deletes an account with its sessions and tells of it; whether there was one. */
  boolean delete(String id) {
    return store.change(
        () -> {
          Optional<ClerkStore.Person> person = store.person(id);
          person.ifPresent(store::removePerson);
          person.ifPresent(gone -> tell("user.deleted", UserJson.deleted(id)));
          return person.isPresent();
        });
  }

  Optional<ClerkStore.Person> find(String id) {
    return store.person(id);
  }

  /** Everybody, the newest first. */
  List<ClerkStore.Person> all() {
    return store.persons().stream()
        .sorted(Comparator.comparingLong(ClerkStore.Person::createdAt).reversed())
        .toList();
  }

  /**
   * Signs somebody in.
   *
   * @throws IllegalArgumentException when nobody has the id
   */
  ClerkStore.Session signIn(String user, boolean secondFactor) {
    return store.change(
        () -> {
          ClerkStore.Session session =
              new ClerkStore.Session(
                  Ids.fresh("sess_"), known(user).id(), secondFactor, clock.millis(), false);
          store.putSession(session);
          return session;
        });
  }

  /** Signs a session out; whether it was signed in. */
  boolean signOut(String id) {
    return store.change(
        () -> {
          Optional<ClerkStore.Session> session = active(id);
          session.ifPresent(
              each ->
                  store.putSession(
                      new ClerkStore.Session(
                          each.id(), each.user(), each.secondFactor(), each.startedAt(), true)));
          return session.isPresent();
        });
  }

  /** The session of this id, unless it has ended. */
  Optional<ClerkStore.Session> active(String id) {
    return store.session(id).filter(this::isActive);
  }

  /**
   * The newest session of somebody with or without a second factor, a new one when there is none.
   *
   * @throws IllegalArgumentException when nobody has the id
   */
  ClerkStore.Session session(String user, boolean secondFactor) {
    return store.exclusively(
        () ->
            store.sessionsOf(user).stream()
                .filter(session -> session.secondFactor() == secondFactor && isActive(session))
                .max(Comparator.comparingLong(ClerkStore.Session::startedAt))
                .orElseGet(() -> signIn(user, secondFactor)));
  }

  private boolean isActive(ClerkStore.Session session) {
    Instant end = Instant.ofEpochMilli(session.startedAt()).plus(SESSION_LIFE);
    return !session.ended() && clock.instant().isBefore(end);
  }

  private ClerkStore.Person known(String id) {
    return store
        .person(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no such person"));
  }

  private void refuseTaken(Profile profile, String id) {
    if (store.owner(profile.email()).filter(owner -> !owner.equals(id)).isPresent()) {
      throw new IllegalArgumentException("somebody has this address already");
    }
  }

  private void tell(String type, ObjectNode data) {
    outbox.ifPresent(
        box -> {
          Instant now = clock.instant();
          ObjectNode body = UserJson.event(type, data, now, store.instance());
          long event = store.putEvent(new WebhookEvent(Ids.fresh("msg_"), body.toString()));
          boolean late = faults.strikes(WebhookFault.REORDER);
          Duration later = late ? WebhookOutbox.APART : Duration.ZERO;
          box.add(event, 0, type, later);
          if (faults.strikes(WebhookFault.DUPLICATE)) {
            box.add(event, 1, type, later);
          }
        });
  }
}
