package io.artistos.shared.fans;

import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.fans.FormTokens.Age;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.text.EmailAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts sign-ups by network, page, showing of a form and mailbox, on all instances together. At an
 * ordinary time without a request to Cosmos ({@link Throttle}). Thread-safe.
 */
final class SignupLimits {

  /** A hall of five thousand that signs up within ten minutes, from one address. */
  static final Limit SHOWN = new Limit("sign-ups by network", 5_000, Duration.ofMinutes(10), 100);

  /** Forms on sites of others, and programs; more of a crowd get a form of ours. */
  static final Limit NOT_SHOWN =
      new Limit("sign-ups by network without a token", 300, Duration.ofMinutes(10), 20);

  /** All that one hall can hold. Whoever goes on fetches forms by a program. */
  static final Limit CROWD =
      new Limit("sign-ups by network at a page", 6_000, Duration.ofHours(1), 100);

  /** Over all artists. Five friends may share an address, a person may try a few times. */
  static final Limit MAILBOX = new Limit("sign-ups of an address", 30, Duration.ofHours(1), 5);

  /** What even a hit song hardly gets; beyond it every sign-up is a suspicious one. */
  static final Limit PAGE = new Limit("sign-ups at a page", 10_000, Duration.ofMinutes(10), 200);

  /** The same of forms that the page has not shown. */
  static final Limit PAGE_NOT_SHOWN =
      new Limit("sign-ups at a page without a token", 1_000, Duration.ofMinutes(10), 50);

  /** One showing of a form; a cache before us may give the same one to a crowd for a minute. */
  static final Limit SHOWING =
      new Limit("sign-ups with one token", 500, Duration.ofMinutes(10), 50);

  /** Who can sign up now. */
  enum Room {
    EVERYBODY,
    /** Whoever sends the form again, with a token that is not worn. */
    AGAIN,
    /** Whoever shows that they are a person. */
    PERSONS,
    NOBODY
  }

  /**
   * What came of counting.
   *
   * @param suspicious whether no fan would have sent it
   * @param why unless there is room for everybody or again
   */
  record Count(Room room, boolean suspicious, Optional<TooMany> why) {}

  private final Throttle throttle;

  SignupLimits(Throttle throttle) {
    this.throttle = throttle;
  }

  /**
   * Counts a sign-up by where it comes from. What has to come again is not counted beyond that: a
   * hall with somebody's own form must not count twice.
   *
   * @param age of the token, {@code RIGHT} or {@code NONE}
   */
  Count count(String pageId, Age age, FormProof proof) {
    // Clients whose address is not known share one limit.
    String network = proof.network().map(ClientNetwork::subject).orElse("");
    if (age == Age.NONE) {
      // By network first: a hall beyond its own limit leaves the page's to others, so that a crowd
      // is nothing suspicious, and many networks are.
      if (beyond(NOT_SHOWN, network).isPresent()) {
        return new Count(Room.AGAIN, false, Optional.empty());
      }
      if (beyond(PAGE_NOT_SHOWN, pageId).isPresent()) {
        return new Count(Room.AGAIN, true, Optional.empty());
      }
    } else {
      Optional<TooMany> much = beyond(SHOWN, network);
      if (much.isPresent()) {
        return new Count(Room.NOBODY, true, much);
      }
    }
    if (proof.token().flatMap(token -> beyond(SHOWING, token)).isPresent()) {
      return new Count(Room.AGAIN, true, Optional.empty());
    }
    boolean much = beyond(PAGE, pageId).isPresent();
    Optional<TooMany> crowd = beyond(CROWD, network + " " + pageId);
    return crowd.isPresent()
        ? new Count(Room.PERSONS, true, crowd)
        : new Count(Room.EVERYBODY, much, Optional.empty());
  }

  /** Counts a sign-up of an address, under all the names of its mailbox. */
  boolean tooMuchFor(EmailAddress address) {
    return beyond(MAILBOX, address.mailbox()).isPresent();
  }

  private Optional<TooMany> beyond(Limit limit, String subject) {
    try {
      throttle.take(limit, subject);
      return Optional.empty();
    } catch (TooMany e) {
      return Optional.of(e);
    }
  }
}
