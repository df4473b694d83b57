package io.artistos.shared.access;

import io.artistos.shared.abuse.AuthenticationFailures;
import io.artistos.shared.abuse.Limit;
import io.artistos.shared.abuse.Throttle;
import io.artistos.shared.errors.TooMany;
import io.artistos.shared.errors.Unauthenticated;
import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.http.Call;
import io.artistos.shared.identity.Session;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;

/**
 * How many calls everybody may make, on all instances together ({@link Throttle}). Ordinary use is
 * far below: those calls cost no request. Thread-safe.
 *
 * <p>Public pages are limited by network and by artist, so that a concert hall (thousands of people
 * behind one address) gets through and one artist under attack does not slow down the others.
 */
public final class CallLimits {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Limit NETWORK = new Limit("network", 6_000, MINUTE, 300);
  private static final int MOST_SUBJECT = 100;

  private static final Limit PAGE = new Limit("page", 60_000, MINUTE, 600);
  private static final Limit LINK = new Limit("link", 60, MINUTE, 20);
  private static final Limit PERSON = new Limit("person", 600, MINUTE, 60);
  private static final Limit STAFF = new Limit("staff", 600, MINUTE, 60);
  private static final Limit TENANT = new Limit("tenant", 12_000, MINUTE, 300);

  private final Throttle throttle;
  private final AuthenticationFailures failures;
  private final int trustedProxies;

  /**
   * @param trustedProxies see {@link io.artistos.shared.geo.ClientAddress#from}
   */
  public CallLimits(Throttle throttle, AuthenticationFailures failures, int trustedProxies) {
    this.throttle = throttle;
    this.failures = failures;
    this.trustedProxies = trustedProxies;
  }

  /**
   * A call of anybody.
   *
   * @throws TooMany when there were too many from the network
   */
  void anybody(Call call) {
    throttle.take(NETWORK, network(call));
  }

  /**
   * A call of anybody to an artist's pages, whichever of their addresses they use.
   *
   * @throws TooMany when there were too many to this artist's
   */
  void page(TenantId tenant) {
    throttle.take(PAGE, tenant.value());
  }

  /**
   * A call with a signed link.
   *
   * @throws TooMany when there were too many from the network or with the link
   */
  void link(Call call) {
    throttle.take(NETWORK, network(call));
    throttle.take(LINK, cut(call.query("t").orElse("")));
  }

  /**
   * A call of a vendor.
   *
   * @throws TooMany when there were too many
   */
  void webhook(Call call) {
    throttle.take(NETWORK, network(call));
  }

  /**
   * Somebody failed to prove who they are.
   *
   * @throws TooMany while the network has to wait, as too many of it failed
   */
  void failed(Call call, Unauthenticated failure) {
    if (failure.attempt()) {
      failures.check(network(call));
      failures.failed(network(call));
    }
  }

  /**
   * A call of somebody who is signed in, before it is looked at where they want to go.
   *
   * @throws TooMany when there were too many by them
   */
  void person(Session session) {
    throttle.take(session.staff() ? STAFF : PERSON, session.userId());
  }

  /**
   * A call with an API key, which has its own limit.
   *
   * @throws TooMany when there were too many with it
   */
  void key(String keyId, int callsPerMinute) {
    Limit own = new Limit("key " + callsPerMinute, callsPerMinute, MINUTE, callsPerMinute / 20);
    throttle.take(own, keyId);
  }

  /**
   * A call for an artist account.
   *
   * @throws TooMany when there were too many by all who work on it
   */
  void tenant(TenantId tenant) {
    throttle.take(TENANT, tenant.value());
  }

  /** Subjects are kept in memory, and callers choose these. */
  private static String cut(String text) {
    return text.length() > MOST_SUBJECT ? text.substring(0, MOST_SUBJECT) : text;
  }

  /** Clients whose address is not known share one limit. */
  private String network(Call call) {
    return ClientNetwork.from(call, trustedProxies).map(ClientNetwork::subject).orElse("");
  }
}
