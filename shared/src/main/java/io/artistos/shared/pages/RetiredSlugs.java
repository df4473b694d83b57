package io.artistos.shared.pages;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.AlreadyExists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slugs of accounts that were purged. For a year nobody else gets one: links on posters and in old
 * mail would lead fans to whoever took the name. Only a keyed hash is kept, from which the slug
 * cannot be read; it goes by itself (ADR 0012). Thread-safe.
 */
public final class RetiredSlugs {

  /** How long a slug stays taken. */
  public static final Duration KEPT = Duration.ofDays(365);

  private static final String PURPOSE = "retired slugs";
  private static final String FORM_PURPOSE = "retired forms of slugs";

  private final Database database;
  private final KeyedHash hashes;
  private final Clock clock;

  public RetiredSlugs(Database database, KeyedHash hashes, Clock clock) {
    this.database = database;
    this.hashes = hashes;
    this.clock = clock;
  }

  /** Two creates, of it and of what it looks like; doing it twice is doing it once. */
  public void retire(Slug slug) {
    retire(id(slug));
    retire(id(SlugForm.of(slug)));
  }

  private void retire(String id) {
    try {
      Instant until = clock.instant().plus(KEPT);
      database.directory().create(id, Retired.of(id, until), "slug");
    } catch (AlreadyExists e) {
      // By an earlier try.
    }
  }

  /** Whether it, or what looks like it, is one. At most two reads. */
  public boolean has(Slug slug) {
    return has(id(slug)) || has(id(SlugForm.of(slug)));
  }

  private boolean has(String id) {
    return database.directory().read(id, Retired.class).isPresent();
  }

  private String id(Slug slug) {
    return "retired:" + hashes.id(PURPOSE, slug.value());
  }

  private String id(SlugForm form) {
    return "retired:" + hashes.id(FORM_PURPOSE, form.value());
  }

  /**
   * As stored in {@code directory}; belongs to nobody.
   *
   * @param ttl seconds
   */
  record Retired(String id, String type, int schema, Instant until, int ttl) {

    static Retired of(String id, Instant until) {
      return new Retired(id, "retiredSlug", 1, until, (int) KEPT.toSeconds());
    }
  }
}
