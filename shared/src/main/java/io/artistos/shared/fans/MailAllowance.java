package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.ItemType;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many confirmation mails a mailbox gets in a day (UTC), over all artists and all of its {@link
 * EmailAddress#mailbox addresses}: {@value #MOST}. Nobody's inbox can be flooded by signing it up
 * at many pages, or with many tags. Mails are remembered by their keys, so that one that is tried
 * again is counted once. One request to Cosmos for the first mail of a day, three for another; one
 * for a mail that was counted before, or is one too many. Thread-safe.
 */
public final class MailAllowance {

  static final int MOST = 5;

  private static final String PURPOSE = "confirmation mails of a day";

  /** Each time somebody else was quicker, and no more than {@link #MOST} can be. */
  private static final int TRIES = MOST + 3;

  /**
   * The mails of a day, as stored in {@code directory}. Its id is a keyed hash; it goes by itself.
   *
   * @param keys hashes
   * @param ttl seconds
   */
  @ItemType("mailAllowance")
  record Day(String id, String type, int schema, List<String> keys, long ttl) {

    Day(String id, List<String> keys) {
      this(id, "mailAllowance", 1, List.copyOf(keys), Duration.ofDays(1).toSeconds());
    }

    Day with(String key) {
      List<String> more = new ArrayList<>(keys);
      more.add(key);
      return new Day(id, more);
    }
  }

  private final Database database;
  private final KeyedHash hashes;

  public MailAllowance(Database database, KeyedHash hashes) {
    this.database = database;
    this.hashes = hashes;
  }

  /**
   * Counts a mail, the first time that it is asked about.
   *
   * @param key the same for the same mail
   * @return whether it may be sent
   */
  boolean allows(EmailAddress address, String key, Instant now) {
    long day = now.getEpochSecond() / Duration.ofDays(1).toSeconds();
    String id = "mails:" + hashes.id(PURPOSE, day + " " + address.mailbox());
    String hashed = hashes.id(PURPOSE, key);
    DirectoryItems directory = database.directory();
    for (int i = 0; i < TRIES; i++) {
      try {
        directory.create(id, new Day(id, List.of(hashed)), "allowance");
        return true;
      } catch (AlreadyExists e) {
        Optional<Versioned<Day>> known = directory.read(id, Day.class);
        if (known.isEmpty()) {
          continue;
        }
        Day counted = known.get().value();
        if (counted.keys().contains(hashed)) {
          return true;
        }
        if (counted.keys().size() >= MOST) {
          return false;
        }
        if (directory.replace(id, counted.with(hashed), known.get().etag())) {
          return true;
        }
      }
    }
    throw new Unavailable("a counter that many change at once", Duration.ofSeconds(1), null);
  }
}
