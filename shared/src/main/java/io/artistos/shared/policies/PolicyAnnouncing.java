package io.artistos.shared.policies;

import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.AlreadyExists;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Announces versions. A material one takes effect {@link #NOTICE} after its announcement at the
 * earliest: 14 days from the last mail, and a day for the mails to go out. Thread-safe.
 */
public final class PolicyAnnouncing {

  /** How long before it takes effect everybody has been told, by mail. */
  static final Duration TOLD_BEFORE = Duration.ofDays(14);

  /** How long it may take until everybody's mail is out. */
  static final Duration TELLING = Duration.ofDays(1);

  static final Duration NOTICE = TOLD_BEFORE.plus(TELLING);

  private static final Duration MOST_AHEAD = Duration.ofDays(3_653);
  private static final String EFFECTIVE_AT = "effectiveAt";
  private static final int TRIES = 5;

  private final Policies policies;
  private final Clock clock;

  public PolicyAnnouncing(Policies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * Announces what the call's body says; a read and a write. The version is the key of the request:
   * the same body again announces nothing and has the same answer, whether or not it comes with an
   * {@code Idempotency-Key}.
   *
   * @throws AlreadyExists when the version is known and says something else
   * @throws InvalidInput when fields are missing or wrong, or it would take effect too early
   * @throws MalformedRequest when the body cannot be read
   */
  public PolicyVersion announce(Call call) {
    PolicyVersion draft = PolicyDraft.read(call);
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<AnnouncedPolicies>> read = policies.readNow();
      AnnouncedPolicies before = read.map(Versioned::value).orElseGet(AnnouncedPolicies::none);
      Optional<PolicyVersion> known = before.find(draft.kind(), draft.version());
      if (known.isPresent()) {
        return known.filter(draft::saysTheSame).orElseThrow(() -> new AlreadyExists("version"));
      }
      Instant now = clock.instant();
      check(draft, before.newest(draft.kind()), now);
      PolicyVersion announced = draft.announced(now);
      if (policies.write(before.with(announced), read.map(Versioned::etag).orElse(null))) {
        return announced;
      }
    }
    throw new Unavailable("an item that many change at once", Duration.ofSeconds(1), null);
  }

  private static void check(PolicyVersion draft, PolicyVersion newest, Instant now) {
    Instant earliest = draft.material() ? now.plus(NOTICE) : now;
    if (draft.effectiveAt().isBefore(earliest)) {
      throw new InvalidInput(
          EFFECTIVE_AT,
          "too-early",
          draft.material()
              ? "A material version takes effect after 15 days at the earliest."
              : "A version does not take effect before it is announced.");
    }
    if (!draft.effectiveAt().isAfter(newest.effectiveAt())) {
      throw new InvalidInput(
          EFFECTIVE_AT, "too-early", "Another version takes effect at that time or later.");
    }
    if (draft.effectiveAt().isAfter(now.plus(MOST_AHEAD))) {
      throw new InvalidInput(EFFECTIVE_AT, "too-late", "At most ten years from now.");
    }
  }
}
