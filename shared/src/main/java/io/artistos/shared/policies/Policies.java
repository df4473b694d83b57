package io.artistos.shared.policies;

import io.artistos.shared.cache.TimedCache;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.DirectoryItems;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of the terms and the privacy policy there are, and which hold. All of them are one
 * item, kept for half a minute, so that asking mostly costs no request, and one read at most. A
 * version takes effect on time everywhere: what is kept says when. Thread-safe.
 */
public final class Policies {

  static final Duration KEPT = Duration.ofSeconds(30);

  private final Database database;
  private final Clock clock;
  private final TimedCache<String, AnnouncedPolicies> cache;

  public Policies(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.cache = new TimedCache<>(clock, KEPT, 1);
  }

  /** The version that holds. */
  public PolicyVersion current(PolicyKind kind, Instant now) {
    return announced().current(kind, now);
  }

  /** Whether it is the version that holds, and so the only one that can be accepted. */
  public boolean isCurrent(PolicyKind kind, String version, Instant now) {
    return current(kind, now).version().equals(version);
  }

  /** For everybody: what holds, then what was announced and does not hold yet. */
  public List<PolicyView> list() {
    Instant now = clock.instant();
    AnnouncedPolicies announced = announced();
    return Stream.concat(
            Arrays.stream(PolicyKind.values()).map(kind -> announced.current(kind, now)),
            announced.versions().stream().filter(one -> !one.inEffect(now)))
        .map(one -> PolicyView.of(one, now))
        .toList();
  }

  /**
   * For members: material versions from their announcement until they have been in effect for 30
   * days.
   */
  public List<Banner> banners() {
    Instant now = clock.instant();
    return announced().news(now).stream().map(one -> Banner.of(one, now)).toList();
  }

  /**
   * The same for somebody who may have accepted some: what another version replaced is left out,
   * and what holds and is material stays until they accept it.
   *
   * @param accepted whether they accepted a version
   */
  public List<Banner> banners(BiPredicate<PolicyKind, String> accepted) {
    Instant now = clock.instant();
    AnnouncedPolicies announced = announced();
    return announced.versions().stream()
        .filter(one -> one.material() && !announced.isReplaced(one, now))
        .filter(one -> one.isNews(now) || !accepted.test(one.kind(), one.version()))
        .map(one -> Banner.of(one, now).accepted(accepted.test(one.kind(), one.version())))
        .toList();
  }

  /**
   * @throws NotFound when the version was never announced
   * @throws NotAllowedNow {@code policy-replaced} when another one holds instead
   */
  public void checkAcceptable(PolicyKind kind, String version, Instant now) {
    PolicyVersion found = find(kind, version).orElseThrow(() -> new NotFound("policy version"));
    if (found.inEffect(now) && !isCurrent(kind, version, now)) {
      throw new NotAllowedNow("policy-replaced", "Another version holds by now.");
    }
  }

  /** A version; read anew when it is not known: it may have just been announced elsewhere. */
  Optional<PolicyVersion> find(PolicyKind kind, String version) {
    return announced()
        .find(kind, version)
        .or(() -> readNow().flatMap(read -> read.value().find(kind, version)));
  }

  /** As it is now: one read; empty when nothing was ever announced. */
  Optional<Versioned<AnnouncedPolicies>> readNow() {
    return database.directory().read(AnnouncedPolicies.ID, AnnouncedPolicies.class);
  }

  /**
   * One request.
   *
   * @param etag of what was read, null when there was nothing
   * @return false when somebody else was quicker
   */
  boolean write(AnnouncedPolicies announced, @Nullable String etag) {
    DirectoryItems directory = database.directory();
    try {
      if (etag != null) {
        return directory.replace(AnnouncedPolicies.ID, announced, etag);
      }
      directory.create(AnnouncedPolicies.ID, announced, "announcement");
      return true;
    } catch (AlreadyExists e) {
      return false;
    } finally {
      cache.forget(AnnouncedPolicies.ID);
    }
  }

  private AnnouncedPolicies announced() {
    return cache.get(
        AnnouncedPolicies.ID,
        id -> readNow().map(Versioned::value).orElseGet(AnnouncedPolicies::none));
  }
}
