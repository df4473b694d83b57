package io.artistos.shared.fans;

import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.abuse.DisposableDomains;
import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.fans.FormTokens.Age;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.geo.Location;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets fans sign up and keeps programs from it. A fan notices nothing: what a page does at an
 * ordinary time is to count. A form that comes too soon or too late comes back as it was, to be
 * sent once more. A page {@link PageAttacks under attack} takes only forms that it has shown
 * itself, no addresses that are thrown away, and, where one is configured, only who passes a
 * challenge.
 *
 * <p>Who fills in the field that nobody sees, or signs up one address again and again, gets the
 * same answer as everybody, and nothing is stored. Requests to Cosmos, besides those of {@link
 * FanSignup}: the read of {@link PageAttacks}, and leases for networks and pages beyond the first
 * sign-ups ({@link Throttle}). Thread-safe.
 */
public final class SignupGuard {

  /** A hall of five thousand that signs up within ten minutes, from one address. */
  static final Limit SHOWN = new Limit("sign-ups by network", 5_000, Duration.ofMinutes(10), 100);

  /** Forms on sites of others, and programs. */
  static final Limit NOT_SHOWN =
      new Limit("sign-ups by network without a token", 300, Duration.ofMinutes(10), 20);

  /** Over all artists. Five friends may share an address, a person may try a few times. */
  static final Limit ADDRESS = new Limit("sign-ups of an address", 30, Duration.ofHours(1), 5);

  /** What even a hit song hardly gets; beyond it every sign-up is a suspicious one. */
  static final Limit PAGE = new Limit("sign-ups at a page", 10_000, Duration.ofMinutes(10), 200);

  /** The same of forms that the page has not shown. */
  static final Limit PAGE_NOT_SHOWN =
      new Limit("sign-ups at a page without a token", 1_000, Duration.ofMinutes(10), 50);

  /** One showing of a form; a cache before us may give the same one to a crowd for a minute. */
  static final Limit SHOWING =
      new Limit("sign-ups with one token", 500, Duration.ofMinutes(10), 50);

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
  private final Throttle throttle;
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
    this.throttle = throttle;
    this.disposable = disposable;
    this.challenge = challenge;
  }

  /**
   * Signs a fan up, or seems to.
   *
   * @throws InvalidInput when the form has to be sent once more ({@code form}, {@code again}), with
   *     an answer to the challenge ({@code form}, {@code challenge}), or with an address that lasts
   *     ({@code email}, {@code disposable})
   * @throws TooMany when the network has signed up too many
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
    if (proof.trapped() || age == Age.FORGED || thrownAway) {
      attacks.suspect(page, traceParent);
    }
    if (proof.trapped()) {
      return false;
    }
    if (age != Age.RIGHT && age != Age.NONE) {
      throw again();
    }
    boolean strict = attacks.on(page);
    if (strict) {
      check(age, thrownAway, proof);
    }
    count(page, age, proof, traceParent);
    return isNotTooMuchFor(fan);
  }

  /** Under attack: who could not be a person is sent back. */
  private void check(Age age, boolean thrownAway, FormProof proof) {
    if (thrownAway) {
      throw new InvalidInput(
          "email", "disposable", "Please use an address that you will still have tomorrow.");
    }
    Optional<Challenge.Widget> widget = challenge.widget();
    if (widget.isPresent()) {
      Challenge.Outcome outcome =
          proof
              .answer()
              .map(answer -> challenge.check(answer, ACTION))
              .orElse(Challenge.Outcome.FAILED);
      if (outcome == Challenge.Outcome.FAILED) {
        throw new InvalidInput(FORM, CHALLENGE, "Please show that you are a person.");
      }
    }
    if (age == Age.NONE) {
      throw again();
    }
  }

  private static InvalidInput again() {
    return new InvalidInput(FORM, AGAIN, "Please send the form once more.");
  }

  private void count(FanPage page, Age age, FormProof proof, @Nullable String traceParent) {
    try {
      // Clients whose address is not known share one limit.
      String network = proof.network().map(ClientNetwork::subject).orElse("");
      throttle.take(age == Age.RIGHT ? SHOWN : NOT_SHOWN, network);
    } catch (TooMany e) {
      attacks.suspect(page, traceParent);
      throw e;
    }
    boolean much = isTooMuch(PAGE, page.id());
    if (age == Age.NONE) {
      much |= isTooMuch(PAGE_NOT_SHOWN, page.id());
    }
    boolean reused = proof.token().map(token -> isTooMuch(SHOWING, token)).orElse(false);
    if (much || reused) {
      attacks.suspect(page, traceParent);
    }
    if (reused) {
      throw again();
    }
  }

  private boolean isTooMuch(Limit limit, String subject) {
    try {
      throttle.take(limit, subject);
      return false;
    } catch (TooMany e) {
      return true;
    }
  }

  /** The answer must not tell that others have signed the address up. */
  private boolean isNotTooMuchFor(NewFan fan) {
    return !isTooMuch(ADDRESS, fan.email().normalised());
  }
}
