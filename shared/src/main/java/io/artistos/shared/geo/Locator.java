package io.artistos.shared.geo;

import java.net.InetAddress;
import java.util.Optional;

/** From an address to a place. The address must not be kept by whoever implements this. */
@FunctionalInterface
public interface Locator {

  /** Empty when nothing is known, as of private addresses. */
  Optional<Location> locate(InetAddress address);
}
