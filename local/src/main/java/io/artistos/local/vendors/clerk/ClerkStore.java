package io.artistos.local.vendors.clerk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.vendors.webhooks.WebhookEvent;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Persons, sessions and events, on an H2 MVStore file of its own. What {@link #change} returned
 * from survives the death of the process. Thread-safe.
 */
final class ClerkStore implements WebhookOutbox.Store, AutoCloseable {

  /**
   * Somebody who has an account.
   *
   * @param emailId of the address, {@code idn_…}
   * @param createdAt milliseconds
   * @param updatedAt milliseconds; grows with each change
   */
  record Person(String id, Profile profile, String emailId, long createdAt, long updatedAt) {}

  /**
   * Somebody who is signed in.
   *
   * @param secondFactor whether one was used
   * @param startedAt milliseconds; both factors were verified then
   */
  record Session(String id, String user, boolean secondFactor, long startedAt, boolean ended) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MVStore store;
  private final MVMap<String, String> persons;
  private final MVMap<String, String> byEmail;
  private final MVMap<String, String> sessions;

  /** Keys are user and session, so that those of a user are one range. */
  private final MVMap<String, String> byUser;

  private final MVMap<Long, String> events;
  private final String instance;
  private final ReentrantLock lock = new ReentrantLock();

  ClerkStore(Path file) {
    store = new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
    persons = store.openMap("persons");
    byEmail = store.openMap("byEmail");
    sessions = store.openMap("sessions");
    byUser = store.openMap("byUser");
    events = store.openMap("events");
    MVMap<String, String> settings = store.openMap("settings");
    instance = change(() -> settings.computeIfAbsent("instance", name -> Ids.fresh("ins_")));
  }

  /** Runs {@code work} alone and commits what it wrote, or nothing when it throws. */
  <T> T change(Supplier<T> work) {
    return exclusively(
        () -> {
          try {
            T result = work.get();
            store.commit();
            return result;
          } catch (RuntimeException e) {
            if (store.hasUnsavedChanges()) {
              store.rollback();
            }
            throw e;
          }
        });
  }

  @Override
  public <T> T exclusively(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void commit() {
    exclusively(store::commit);
  }

  /** Where the webhooks wait. */
  MVMap<String, Integer> outbox() {
    return store.openMap("webhooks");
  }

  Optional<Person> person(String id) {
    return read(persons.get(id), Person.class);
  }

  List<Person> persons() {
    return persons.values().stream().flatMap(json -> read(json, Person.class).stream()).toList();
  }

  /** The id of whoever has an address, upper and lower case aside. */
  Optional<String> owner(String email) {
    return Optional.ofNullable(byEmail.get(email.toLowerCase(Locale.ROOT)));
  }

  void putPerson(Person person) {
    person(person.id()).ifPresent(before -> byEmail.remove(lower(before)));
    byEmail.put(lower(person), person.id());
    persons.put(person.id(), write(person));
  }

  /** Takes a person away, with all sessions. */
  void removePerson(Person person) {
    persons.remove(person.id());
    byEmail.remove(lower(person));
    for (Session session : sessionsOf(person.id())) {
      sessions.remove(session.id());
      byUser.remove(session.user() + " " + session.id());
    }
  }

  private static String lower(Person person) {
    return person.profile().email().toLowerCase(Locale.ROOT);
  }

  Optional<Session> session(String id) {
    return read(sessions.get(id), Session.class);
  }

  List<Session> sessionsOf(String user) {
    List<Session> found = new ArrayList<>();
    String prefix = user + " ";
    for (String key = byUser.ceilingKey(prefix);
        key != null && key.startsWith(prefix);
        key = byUser.higherKey(key)) {
      read(sessions.get(key.substring(prefix.length())), Session.class).ifPresent(found::add);
    }
    return found;
  }

  void putSession(Session session) {
    sessions.put(session.id(), write(session));
    byUser.put(session.user() + " " + session.id(), "");
  }

  /** Keeps an event and gives its number. */
  long putEvent(WebhookEvent event) {
    Long last = events.lastKey();
    long number = last == null ? 1 : last + 1;
    events.put(number, write(event));
    return number;
  }

  /** The event of this number, which there must be. */
  WebhookEvent event(long number) {
    return read(events.get(number), WebhookEvent.class).orElseThrow();
  }

  /** The application's id, {@code ins_…}. */
  String instance() {
    return instance;
  }

  @Override
  public void close() {
    exclusively(
        () -> {
          store.close();
          return store;
        });
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Optional<T> read(@Nullable String json, Class<T> type) {
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(json, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store of the local Clerk is not ours", e);
    }
  }
}
