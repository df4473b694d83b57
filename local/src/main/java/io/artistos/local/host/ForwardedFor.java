package io.artistos.local.host;

import io.artistos.local.http.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The front end's part: it adds the peer as {@code ip:port} behind what the client sent (contracts
 * 4.6). Because on loopback every peer looks alike, a caller of this local tool may pretend another
 * with the request header {@value #LOCAL_PEER}: {@code ip}, {@code ip:port} or {@code [ip]:port}.
 * The function does not see that header.
 */
final class ForwardedFor {

  /** In lower case, as the request has it. */
  static final String LOCAL_PEER = "x-local-peer";

  private static final Pattern PEER =
      Pattern.compile(
          "(?:(?<four>[0-9.]+)|\\[(?<six>[0-9a-fA-F:.]+)])(?::(?<port>[0-9]{1,5}))?"
              + "|(?<bare>[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)");

  private ForwardedFor() {}

  /**
   * The value that the function sees.
   *
   * @throws IllegalArgumentException when the pretended peer is no address
   */
  static String of(Request request) {
    List<String> hops =
        new ArrayList<>(request.headers().getOrDefault("x-forwarded-for", List.of()));
    String pretended = request.header(LOCAL_PEER);
    InetSocketAddress peer = request.peer();
    hops.add(
        pretended == null
            ? text(peer.getAddress().getHostAddress(), Integer.toString(peer.getPort()))
            : pretended(pretended, Integer.toString(peer.getPort())));
    return String.join(", ", hops);
  }

  private static String pretended(String header, String port) {
    Matcher m = PEER.matcher(header.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(LOCAL_PEER + " is no address");
    }
    Map<String, Integer> groups = PEER.namedGroups();
    String address =
        groups.keySet().stream()
            .filter(name -> !name.equals("port") && m.group(name) != null)
            .map(m::group)
            .findFirst()
            .orElseThrow();
    try {
      // Digits, dots and colons only: this asks no name server.
      InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(LOCAL_PEER + " is no address", e);
    }
    return text(address, m.group("port") == null ? port : m.group("port"));
  }

  private static String text(String address, String port) {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }
}
