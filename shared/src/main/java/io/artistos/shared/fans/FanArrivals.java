package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.TenantItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.fans.ImportedFan.Outcome;
import io.artistos.shared.numbers.Marks;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.EmailAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes fans of a list, each by itself. The same line twice is once, and has the same outcome.
 * Thread-safe.
 */
public final class FanArrivals {

  private static final int TRIES = 5;
  private static final int MOST_TAGS = 20;

  private final Fans fans;
  private final KeyedHash ids;
  private final Clock clock;

  public FanArrivals(Database database, KeyedHash ids, Clock clock) {
    this.fans = new Fans(database);
    this.ids = ids;
    this.clock = clock;
  }

  /** The id that the address has, or will have. */
  public String id(TenantId tenant, EmailAddress email) {
    return ids.id(tenant, email.normalised());
  }

  /**
   * The fans that have these ids, by id. One request.
   *
   * @param ids at most {@link TenantItems#MOST_IDS}
   */
  public Map<String, Versioned<Fan>> known(TenantId tenant, List<String> ids) {
    return fans.of(tenant).readAll(ids, Fan.class).stream()
        .collect(Collectors.toMap(fan -> fan.value().id(), Function.identity()));
  }

  /**
   * One create for a new fan, one write for a known one to whom something is added; two requests
   * more when somebody changed the fan after it was read.
   *
   * @param known as {@link #known} read it, empty for none
   */
  public Outcome arrive(
      TenantId tenant,
      ImportedFan.Terms terms,
      ImportedFan arriving,
      Optional<Versioned<Fan>> known) {
    Instant now = clock.instant();
    String id = id(tenant, arriving.email());
    Optional<Versioned<Fan>> read = known;
    for (int i = 0; i < TRIES; i++) {
      if (read.isEmpty()) {
        try {
          fans.of(tenant).create(id, created(id, tenant, terms, arriving, now), "fan");
          return Outcome.CREATED;
        } catch (AlreadyExists e) {
          // Came in between, or with a row before.
        }
      } else {
        Fan before = read.get().value();
        Fan after = completed(before, terms, arriving, now);
        if (after.equals(before)) {
          return outcome(before, arriving);
        }
        if (fans.of(tenant).replace(id, after, read.get().etag())) {
          return Outcome.COMPLETED;
        }
      }
      read = fans.of(tenant).read(id, Fan.class);
    }
    throw new Unavailable("a fan that many change at once", Duration.ofSeconds(1), null);
  }

  /** What would become of it; no request. */
  public Outcome foresee(
      ImportedFan.Terms terms, ImportedFan arriving, Optional<Versioned<Fan>> known) {
    Instant now = clock.instant();
    return known
        .map(Versioned::value)
        .map(
            fan ->
                completed(fan, terms, arriving, now).equals(fan)
                    ? outcome(fan, arriving)
                    : Outcome.COMPLETED)
        .orElse(Outcome.CREATED);
  }

  /** Confirmed by what the artist stated, or asked by mail where the artist wants that. */
  private static Fan created(
      String id, TenantId tenant, ImportedFan.Terms terms, ImportedFan fan, Instant now) {
    Signup signup = terms.signup(fan, now.truncatedTo(ChronoUnit.SECONDS));
    return new Fan(
        id,
        tenant,
        Fan.TYPE,
        Fan.SCHEMA,
        fan.email().value(),
        fan.firstName(),
        terms.language(),
        terms.asks() ? FanStatus.PENDING : FanStatus.CONFIRMED,
        signup,
        terms.asks() ? null : now,
        null,
        terms.asks() ? FanMail.first(now) : FanMail.none(now),
        List.of(imported(signup, fan, now)),
        fan.tags(),
        fan.fields(),
        List.of(),
        Marks.NONE,
        null,
        terms.asks() ? Fan.PENDING_TTL_SECONDS : null);
  }

  private static Fan.Event imported(Signup signup, ImportedFan fan, Instant now) {
    return new Fan.Event(Fan.Event.Kind.IMPORTED, now, signup, fan.ref());
  }

  /**
   * What is missing is added to who is confirmed, nothing is replaced. Nothing changes for anybody
   * else, nor when the same line comes again.
   */
  private static Fan completed(Fan known, ImportedFan.Terms terms, ImportedFan fan, Instant now) {
    if (known.status() != FanStatus.CONFIRMED || cameWith(known, fan)) {
      return known;
    }
    FanDraft next = new FanDraft(known);
    next.firstName = known.firstName() == null ? fan.firstName() : known.firstName();
    next.fields = Fan.merged(fan.fields(), known.fields());
    Set<String> tags = new TreeSet<>(known.tags());
    tags.addAll(fan.tags());
    next.tags = tags.size() > MOST_TAGS ? known.tags() : List.copyOf(tags);
    if (next.fan().equals(known)) {
      return known;
    }
    next.add(imported(terms.signup(fan, now), fan, now));
    return next.fan();
  }

  private static boolean cameWith(Fan known, ImportedFan fan) {
    return known.history().stream().anyMatch(event -> fan.ref().equals(event.ref()));
  }

  /** What became of a line that changes nothing, or nothing any more. */
  private static Outcome outcome(Fan known, ImportedFan fan) {
    if (cameWith(known, fan)) {
      boolean first = fan.ref().equals(known.history().getFirst().ref());
      return first ? Outcome.CREATED : Outcome.COMPLETED;
    }
    return switch (known.status()) {
      case CONFIRMED -> Outcome.KNOWN;
      case PENDING -> Outcome.PENDING;
      case UNSUBSCRIBED -> Outcome.UNSUBSCRIBED;
      case SUPPRESSED -> Outcome.SUPPRESSED;
    };
  }
}
