package io.artistos.shared.fans;

import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.abuse.DisposableDomains;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.fans.FormTokens.Age;
import io.artistos.shared.fans.SignupLimits.Count;
import io.artistos.shared.fans.SignupLimits.Room;
import io.artistos.shared.geo.Location;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets fans sign up and keeps programs from it. A fan notices nothing: what a page does at an
 * ordinary time is to count. A form that comes too soon or too late comes back as it was, to be
 * sent once more, and so does a form that was not ours, of a crowd that sends many of them. A page
 * {@link PageAttacks under attack} takes only forms that it has shown itself, no addresses that are
 * thrown away, and, where one is configured, only who passes a challenge; of a network that has
 * signed up more than a hall holds, it takes nobody else at any time ({@link SignupLimits}).
 *
 * <p>Who fills in the field that nobody sees, or signs up one address again and again, gets the
 * same answer as everybody, and nothing is stored. Requests to Cosmos, besides those of {@link
 * FanSignup}: the read of {@link PageAttacks}, and leases for networks and pages beyond the first
 * sign-ups ({@link Throttle}). Thread-safe.
 */
public final class SignupGuard {

  /** What the challenge is shown for. */
  public static final String ACTION = "signup";

  /** The field of what is wrong with a form as a whole, and the codes. */
  public static final String FORM = "form";

  public static final String AGAIN = "again";
  public static final String CHALLENGE = "challenge";

  private final FanSignup signup;
  private final FanPages pages;
  private final FormTokens tokens;
  private final PageAttacks attacks;
  private final SignupLimits limits;
  private final DisposableDomains disposable;
  private final Challenge challenge;

  public SignupGuard(
      FanSignup signup,
      FanPages pages,
      FormTokens tokens,
      PageAttacks attacks,
      Throttle throttle,
      DisposableDomains disposable,
      Challenge challenge) {
    this.signup = signup;
    this.pages = pages;
    this.tokens = tokens;
    this.attacks = attacks;
    this.limits = new SignupLimits(throttle);
    this.disposable = disposable;
    this.challenge = challenge;
  }

  /**
   * Signs a fan up, or seems to.
   *
   * @throws InvalidInput when the form has to be sent once more ({@code form}, {@code again}), with
   *     an answer to the challenge ({@code form}, {@code challenge}), or with an address that lasts
   *     ({@code email}, {@code disposable})
   * @throws TooMany when the network has signed up too many, and cannot or did not show that a
   *     person is behind this one
   */
  public void signUp(
      String slug,
      NewFan fan,
      FormProof proof,
      Optional<Location> location,
      @Nullable String traceParent) {
    FanPage page = pages.page(slug);
    if (mayStore(page, fan, proof, traceParent)) {
      signup.signUp(slug, fan, location, traceParent);
    }
  }

  private boolean mayStore(
      FanPage page, NewFan fan, FormProof proof, @Nullable String traceParent) {
    Age age = tokens.age(page, proof.token());
    boolean thrownAway = disposable.contains(fan.email().domain());
    boolean odd = proof.trapped() || age == Age.FORGED || thrownAway;
    if (proof.trapped() || (age != Age.RIGHT && age != Age.NONE)) {
      if (odd) {
        attacks.suspect(page, traceParent);
      }
      if (proof.trapped()) {
        return false;
      }
      throw again();
    }
    // Counted before anything is refused, so that an attack which goes on keeps the page strict,
    // and before anybody else is asked about an answer.
    Count count = limits.count(page.id(), age, proof);
    if (odd || count.suspicious()) {
      attacks.suspect(page, traceParent);
    }
    boolean strict = attacks.on(page);
    if (strict && thrownAway) {
      throw new InvalidInput(
          "email", "disposable", "Please use an address that you will still have tomorrow.");
    }
    boolean crowd = count.room() == Room.PERSONS;
    boolean asked = (strict || crowd) && challenge.widget().isPresent();
    if (count.room() == Room.NOBODY || (crowd && !asked)) {
      throw count.why().orElseThrow();
    }
    if (asked && proof.answer().isEmpty()) {
      throw challenged();
    }
    if (count.room() == Room.AGAIN || (strict && age == Age.NONE)) {
      throw again();
    }
    if (asked) {
      check(page, proof.answer().orElseThrow(), count, traceParent);
    }
    // The answer must not tell that others have signed the address up.
    return !limits.tooMuchFor(fan.email());
  }

  /** Whoever runs the challenge may be out of reach: fans get through then, a crowd does not. */
  private void check(FanPage page, String answer, Count count, @Nullable String traceParent) {
    Challenge.Outcome outcome = challenge.check(answer, ACTION);
    if (outcome == Challenge.Outcome.FAILED) {
      attacks.suspect(page, traceParent);
      throw challenged();
    }
    if (outcome == Challenge.Outcome.UNKNOWN && count.why().isPresent()) {
      throw count.why().get();
    }
  }

  private static InvalidInput again() {
    return new InvalidInput(FORM, AGAIN, "Please send the form once more.");
  }

  private static InvalidInput challenged() {
    return new InvalidInput(FORM, CHALLENGE, "Please show that you are a person.");
  }
}
