package io.artistos.shared.people;

import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.identity.Visitor;
import io.artistos.shared.policies.Banner;
import io.artistos.shared.policies.Policies;
import io.artistos.shared.policies.PolicyKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions of the terms and the privacy policy somebody accepted: kept with the person, as
 * evidence, as long as their sign-in; a newer version changes nothing of it. Who has not accepted
 * what holds is not locked out, but sees that it is so. Thread-safe.
 */
public final class Acceptances {

  private static final int MOST_BYTES = 1_024;
  private static final int MOST_WORD = 20;

  private final People people;
  private final Policies policies;
  private final Clock clock;

  public Acceptances(People people, Policies policies, Clock clock) {
    this.people = people;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * How it stands with somebody.
   *
   * @param accepted in the order in which they were
   * @param open material versions that hold or will, and that they have not accepted
   */
  public record Standing(List<Acceptance> accepted, List<Banner> open) {}

  /** Of somebody; one read. */
  public Standing of(String userId) {
    Person person = person(userId);
    return new Standing(
        person.acceptances(),
        banners(person).stream()
            .filter(banner -> !Boolean.TRUE.equals(banner.accepted()))
            .toList());
  }

  /**
   * What whoever calls is shown: for a member one read, with what they accepted; for keys and staff
   * none.
   */
  public List<Banner> banners(Visitor visitor) {
    return visitor.actor().kind() == Actor.Kind.MEMBER
        ? banners(person(visitor.actor().id()))
        : policies.banners();
  }

  private List<Banner> banners(Person person) {
    return policies.banners((kind, version) -> person.acceptance(kind, version).isPresent());
  }

  private Person person(String userId) {
    return people.find(userId).orElseGet(() -> Person.unknown(userId));
  }

  /**
   * Accepts the version of the call's body; again, it is what it was. A read, and two requests the
   * first time.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when fields are missing or wrong
   * @throws NotFound when the version was never announced, or the caller's sign-in is deleted
   * @throws NotAllowedNow {@code policy-replaced} when another version holds instead
   */
  public Acceptance accept(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String word = fields.required("kind", MOST_WORD);
    Optional<PolicyKind> kind = PolicyKind.find(word);
    if (kind.isEmpty() && !word.isEmpty()) {
      fields.reject("kind", "invalid", "One of terms, privacyPolicy.");
    }
    String version = fields.required("version", MOST_WORD);
    fields.check();
    return accept(call.visitor().actor().id(), kind.orElseThrow(), version);
  }

  private Acceptance accept(String userId, PolicyKind kind, String version) {
    Optional<Acceptance> before = person(userId).acceptance(kind, version);
    if (before.isPresent()) {
      return before.get();
    }
    Instant now = clock.instant();
    policies.checkAcceptable(kind, version, now);
    return people
        .accepted(userId, Map.of(kind, version), now)
        .acceptance(kind, version)
        .orElseThrow(() -> new NotFound("person"));
  }
}
