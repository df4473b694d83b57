package io.artistos.shared.fans;

import io.artistos.shared.abuse.Challenge;
import io.artistos.shared.abuse.DisposableDomains;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.consent.ConsentWording;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.crypto.SignedLinks;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.notices.ArtistMails;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.queue.Queues;
import io.artistos.shared.text.EmailAddress;
import io.artistos.shared.text.Language;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Instances of the app that take sign-ups, and who signs up. */
final class GuardWorld {

  /** What came of a sign-up; {@code TAKEN} also where it only seemed so. */
  enum Outcome {
    TAKEN,
    AGAIN,
    CHALLENGED,
    DISPOSABLE,
    TOO_MANY
  }

  final FanWorld fans = new FanWorld();
  final FormTokens tokens = new FormTokens(links(), fans.clock);
  private int addresses;

  Throttle throttle() {
    return new Throttle(fans.platform.database(), new KeyedHash(fans.secrets, "id"), fans.clock);
  }

  SignupGuard instance() {
    return instance(Challenge.none());
  }

  SignupGuard instance(Challenge challenge) {
    return instance(challenge, throttle());
  }

  SignupGuard instance(Challenge challenge, Throttle throttle) {
    FanPages pages = new FanPages(fans.platform.database(), fans.clock);
    KeyedHash ids = new KeyedHash(fans.secrets, "id");
    return new SignupGuard(
        new FanSignup(fans.platform.database(), pages, ids, fans.queue, fans.clock),
        pages,
        tokens,
        attacks(throttle),
        throttle,
        new DisposableDomains(),
        challenge);
  }

  PageAttacks attacks(Throttle throttle) {
    return new PageAttacks(fans.platform.database(), throttle, mails(), fans.clock);
  }

  ArtistMails mails() {
    return new ArtistMails(
        fans.platform.database(), fans.platform.emptyQueue(Queues.ARTIST_MAIL), fans.clock);
  }

  /** One that no other test and no other call has. */
  Optional<ClientNetwork> network() {
    byte[] address = new byte[16];
    fans.random.nextBytes(address);
    address[0] = 0x20;
    try {
      return Optional.of(ClientNetwork.of(InetAddress.getByAddress(address)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "a" + ++addresses + "-" + fans.anyAddress();
  }

  /** A form that was shown so long before now. */
  Optional<String> shown(FanPage page, Duration before) {
    Clock then = Clock.offset(fans.clock, before.negated());
    return Optional.of(new FormTokens(links(), then).issue(page));
  }

  private SignedLinks links() {
    return new SignedLinks(fans.secrets, "links", fans.clock);
  }

  FormProof proof(Optional<String> token, Optional<ClientNetwork> network) {
    return new FormProof(token, false, Optional.empty(), network);
  }

  /** A person: the page's form, filled in within twenty seconds. */
  FormProof person(FanPage page, Optional<ClientNetwork> network) {
    return proof(shown(page, Duration.ofSeconds(20)), network);
  }

  /** Mails to the artist that say so, whether they were sent or not. */
  long attackMails(FanPage page) {
    return fans.platform
        .cosmos()
        .dump()
        .filter(item -> item.contains("\"tenantId\":\"" + page.tenantId().value()))
        .filter(item -> item.contains("\"type\":\"artistMail\""))
        .filter(item -> item.contains("page-under-attack"))
        .count();
  }

  /** So many sign-ups without a token, each from a network of its own. */
  void plainForms(SignupGuard instance, FanPage page, int times) {
    for (int i = 0; i < times; i++) {
      signUp(instance, page, address(), proof(Optional.empty(), network()));
    }
  }

  Outcome signUp(SignupGuard instance, FanPage page, String address, FormProof proof) {
    NewFan fan =
        new NewFan(
            EmailAddress.parse(address).orElseThrow(),
            Optional.empty(),
            ConsentWording.current(Language.EN),
            Optional.empty(),
            Map.of());
    try {
      instance.signUp(page.slug().value(), fan, proof, Optional.empty(), null);
      return Outcome.TAKEN;
    } catch (TooMany e) {
      return Outcome.TOO_MANY;
    } catch (InvalidInput e) {
      return switch (e.errors().getFirst().code()) {
        case SignupGuard.AGAIN -> Outcome.AGAIN;
        case SignupGuard.CHALLENGE -> Outcome.CHALLENGED;
        default -> Outcome.DISPOSABLE;
      };
    }
  }
}
