package io.artistos.shared.geo;

import io.artistos.shared.http.Call;
import java.util.Optional;

/**
 * Where a request comes from. The address lives in this class's local variables only. Thread-safe.
 */
public final class ClientLocations {

  private final Locator locator;
  private final int trustedProxies;

  /**
   * @param trustedProxies see {@link ClientAddress#from}
   */
  public ClientLocations(Locator locator, int trustedProxies) {
    this.locator = locator;
    this.trustedProxies = trustedProxies;
  }

  /** Who shares limits with the client; empty when the address is missing or unreadable. */
  public Optional<ClientNetwork> network(Call call) {
    return ClientNetwork.from(call, trustedProxies);
  }

  /** Empty when the address is missing, unreadable or unknown. */
  public Optional<Location> of(Call call) {
    return call.header("x-forwarded-for")
        .flatMap(hops -> ClientAddress.from(hops, trustedProxies))
        .flatMap(locator::locate);
  }
}
