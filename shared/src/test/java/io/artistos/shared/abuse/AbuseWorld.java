package io.artistos.shared.abuse;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.testing.PinnedClock;
import io.artistos.shared.testing.TestPlatform;
import io.artistos.shared.text.Base64Url;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Instances that share one database, at the beginning of a window of any length up to a day. */
final class AbuseWorld {

  final TestPlatform platform = TestPlatform.get();
  final Database database = platform.database();
  final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-23T00:00:00Z"));

  /** Nobody else's. */
  final String subject = UUID.randomUUID().toString();

  Throttle throttle() {
    return new Throttle(database, hashes(), clock);
  }

  AuthenticationFailures failures() {
    return new AuthenticationFailures(database, hashes(), clock);
  }

  private static KeyedHash hashes() {
    return hashes(new byte[32]);
  }

  /** By which nobody who has not got the key can tell whose counter is whose. */
  static KeyedHash hashes(byte[] secret) {
    Secret<String> key = new Secret<>(Base64Url.encode(secret));
    return new KeyedHash(name -> key, "id");
  }

  /** A key that the instances have not got. */
  static byte[] anotherKey() {
    byte[] key = new byte[32];
    key[0] = 1;
    return key;
  }

  /** Whether nothing is too many in it. */
  static boolean passes(Runnable call) {
    try {
      call.run();
      return true;
    } catch (TooMany e) {
      return false;
    }
  }

  /** How many of so many calls are allowed. */
  int allowed(Throttle throttle, Limit limit, int calls) {
    int allowed = 0;
    for (int i = 0; i < calls; i++) {
      allowed += passes(() -> throttle.take(limit, subject)) ? 1 : 0;
    }
    return allowed;
  }

  /** How many calls one gets before it is refused. */
  int untilRefused(Throttle throttle, Limit limit) {
    int allowed = 0;
    while (allowed < 100_000 && passes(() -> throttle.take(limit, subject))) {
      allowed++;
    }
    return allowed;
  }

  /** Requests to Cosmos of any kind. */
  long requests(Runnable action) {
    return platform.costOf(action).values().stream().mapToLong(Long::longValue).sum();
  }

  /** As if the database were gone. */
  void withoutDatabase(Runnable action) {
    platform.cosmos().breakAfter(0);
    try {
      action.run();
    } finally {
      platform.cosmos().mend();
    }
  }

  /** Items of the database that have all of these texts in them. */
  List<String> items(String... parts) {
    return platform
        .cosmos()
        .dump()
        .filter(item -> List.of(parts).stream().allMatch(item::contains))
        .toList();
  }

  /** The lines that are logged meanwhile, as they are printed. */
  static List<String> logged(Runnable action) {
    List<String> lines = new ArrayList<>();
    Handler capture =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(Outage.class.getName());
    logger.addHandler(capture);
    try {
      action.run();
    } finally {
      logger.removeHandler(capture);
    }
    return lines;
  }

  static Limit aMinute(int calls, int free) {
    return new Limit("calls of a test", calls, Duration.ofMinutes(1), free);
  }

  static Map<String, Long> cost(long patches, long creates) {
    return Map.of("patch directory", patches, "create directory", creates);
  }
}
