package io.artistos.local.vendors.clerk;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The origins of the application's front ends, compared exactly. */
final class Origins {

  private final List<String> known;

  Origins(List<URI> known) {
    this.known = known.stream().map(URI::toString).toList();
  }

  /** The one that stands for the application. */
  String first() {
    return known.getFirst();
  }

  boolean contains(@Nullable String origin) {
    return origin != null && known.contains(origin);
  }

  /** Whether an address, as somebody sent it, lies at one of the origins. */
  boolean cover(String address) {
    try {
      return of(new URI(address)).filter(known::contains).isPresent();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The origin of an http or https address without a user; empty for anything else. */
  static Optional<String> of(URI address) {
    String scheme = address.getScheme();
    String host = address.getHost();
    if (host == null || address.getRawUserInfo() != null) {
      return Optional.empty();
    }
    if (!"http".equals(scheme) && !"https".equals(scheme)) {
      return Optional.empty();
    }
    return Optional.of(
        scheme + "://" + host + (address.getPort() < 0 ? "" : ":" + address.getPort()));
  }
}
