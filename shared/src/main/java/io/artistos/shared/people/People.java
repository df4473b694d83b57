package io.artistos.shared.people;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.policies.PolicyKind;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where people are read and written. Clerk's webhooks bring news of them, but their delivery is not
 * guaranteed, so that somebody who is missing is asked for on first use. Thread-safe.
 */
public final class People {

  private final Database database;
  private final ClerkApi clerk;
  private final Clock clock;

  public People(Database database, ClerkApi clerk, Clock clock) {
    this.database = database;
    this.clerk = clerk;
    this.clock = clock;
  }

  /** Somebody, deleted or not, as far as we know; one read. */
  public Optional<Person> find(String userId) {
    return directory().read(Person.idOf(userId), Person.class).map(Versioned::value);
  }

  /**
   * Somebody whose sign-in exists. One read; the first time, and while they have no verified
   * address, a request to Clerk and a write more: webhooks can get lost.
   *
   * @throws NotFound when there is no such person any more
   * @throws Unavailable when Clerk has to be asked and does not answer
   */
  public Person known(String userId) {
    Optional<Person> found = find(userId);
    if (found.filter(person -> person.deletedAt() != null).isPresent()) {
      throw nobody();
    }
    if (found.filter(person -> person.isTold() && person.email() != null).isPresent()) {
      return found.get();
    }
    ClerkUser user = clerk.find(userId).orElseThrow(People::nobody);
    Person person = write(userId, old -> old.told(user));
    if (person.deletedAt() != null) {
      throw nobody();
    }
    return person;
  }

  /**
   * The verified address that mail to somebody goes to, as {@link #known}; empty when they have
   * none or are gone.
   *
   * @throws Unavailable when Clerk has to be asked and does not answer
   */
  public Optional<String> addressOf(String userId) {
    try {
      return Optional.ofNullable(known(userId).email());
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Whether somebody's sign-in is there. A read and, unless it is known to be deleted, a request to
   * Clerk: news of a deletion can get lost.
   *
   * @throws Unavailable when Clerk does not answer
   */
  public boolean canSignIn(String userId) {
    return find(userId).filter(person -> person.deletedAt() != null).isEmpty()
        && clerk.find(userId).isPresent();
  }

  /** The artist accounts that somebody works on; one read. */
  public List<Membership> accountsOf(String userId) {
    return find(userId).map(Person::memberships).orElse(List.of());
  }

  /** What Clerk says of somebody; nothing when we know something newer. */
  void told(ClerkUser user) {
    write(user.id(), person -> person.told(user));
  }

  /**
   * Keeps nothing of somebody but that they are deleted.
   *
   * @return with the tenants that are still to be left
   */
  Person deleted(String userId) {
    return write(userId, person -> person.deleted(clock.instant()));
  }

  /** Keeps nothing at all of somebody, unless they have memberships; a read and a delete. */
  void forget(String userId) {
    if (find(userId)
        .filter(person -> person.tenants().isEmpty() && person.deletedAt() == null)
        .isPresent()) {
      directory().delete(Person.idOf(userId));
    }
  }

  /** Lists an artist account so or, with null, not any more; who is deleted has no list. */
  Person listed(String userId, TenantId tenant, @Nullable Membership membership) {
    return write(userId, person -> person.listed(tenant, membership));
  }

  /**
   * Keeps which versions somebody accepted, each with the first time; a read and, when one is new,
   * a write.
   */
  public Person accepted(String userId, Map<PolicyKind, String> versions, Instant now) {
    return write(
        userId,
        person -> {
          Person after = person;
          for (Map.Entry<PolicyKind, String> one : new TreeMap<>(versions).entrySet()) {
            after = after.accepted(one.getKey(), one.getValue(), now);
          }
          return after;
        });
  }

  /** A read and, when there is something to change, a write. */
  private Person write(String userId, UnaryOperator<Person> change) {
    Optional<Person> updated = directory().update(Person.idOf(userId), Person.class, change);
    if (updated.isPresent()) {
      return updated.get();
    }
    Person nobody = Person.unknown(userId);
    Person created = change.apply(nobody);
    if (created.equals(nobody)) {
      return nobody;
    }
    try {
      directory().create(created.id(), created, "person");
      return created;
    } catch (AlreadyExists e) {
      return directory().update(created.id(), Person.class, change).orElse(created);
    }
  }

  private DirectoryItems directory() {
    return database.directory();
  }

  private static NotFound nobody() {
    return new NotFound("person");
  }
}
