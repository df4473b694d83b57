package io.artistos.shared.geo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The client's address out of {@code X-Forwarded-For}, as Azure writes it: {@code ip:port} appended
 * by App Service as the last entry, one more for each proxy in front; everything before that is the
 * client's own claim and is ignored. Shapes: {@code 1.2.3.4}, {@code 1.2.3.4:567}, {@code
 * [::1]:567}, {@code [::1]}, {@code ::1}.
 */
public final class ClientAddress {

  private static final Pattern V4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]+(:\\d{1,3}(\\.\\d{1,3}){3})?");

  private ClientAddress() {}

  /**
   * @param forwardedFor the header, several values joined with commas
   * @param trustedProxies how many entries at the end were added by proxies of ours behind the
   *     first one, 0 where clients reach the app directly
   */
  public static Optional<InetAddress> from(String forwardedFor, int trustedProxies) {
    List<String> hops = List.of(forwardedFor.split(",", -1));
    int index = Math.max(0, hops.size() - 1 - trustedProxies);
    return parse(hops.get(index).strip());
  }

  /** Literals only: a name is never looked up. */
  private static Optional<InetAddress> parse(String hop) {
    String host = withoutPort(hop);
    if (!V4.matcher(host).matches() && !(host.contains(":") && V6.matcher(host).matches())) {
      return Optional.empty();
    }
    try {
      // With a literal this never asks DNS; the patterns above keep everything else out.
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? "" : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    boolean onlyOne = colon >= 0 && colon == hop.lastIndexOf(':');
    return onlyOne ? hop.substring(0, colon) : hop;
  }
}
