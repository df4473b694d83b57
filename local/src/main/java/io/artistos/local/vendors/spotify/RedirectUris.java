package io.artistos.local.vendors.spotify;

import java.net.URI;

/** What may be registered as a redirect URI (contracts, 2.1: concepts/redirect_uri). */
public final class RedirectUris {

  private RedirectUris() {}

  /** Https, or http to a loopback address written as IP; {@code localhost} is a name and is not. */
  public static boolean secure(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getScheme() == null || uri.getFragment() != null) {
      return false;
    }
    return switch (uri.getScheme()) {
      case "https" -> !host.equals("localhost");
      case "http" -> host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
      default -> false;
    };
  }
}
