package io.artistos.shared.geo;

import io.artistos.shared.http.Call;
import io.artistos.shared.text.Base64Url;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Who shares one limit when nothing but the address is known: an IPv4 address, or the /64 of an
 * IPv6 address, which is the least that a provider gives to one line (RFC 6177); somebody has all
 * of its addresses. Many people may be behind one. It lives in memory only, and does not print.
 */
public final class ClientNetwork {

  private static final int SUBNET_BYTES = 8;

  private final String subject;

  private ClientNetwork(String subject) {
    this.subject = subject;
  }

  /**
   * Of the client that {@link ClientAddress#from} finds; empty when it finds none.
   *
   * @param forwardedFor the header {@code X-Forwarded-For}
   */
  public static Optional<ClientNetwork> from(String forwardedFor, int trustedProxies) {
    return ClientAddress.from(forwardedFor, trustedProxies).map(ClientNetwork::of);
  }

  /** The same of a call. */
  public static Optional<ClientNetwork> from(Call call, int trustedProxies) {
    return call.header("x-forwarded-for").flatMap(hops -> from(hops, trustedProxies));
  }

  public static ClientNetwork of(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] network = address instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, SUBNET_BYTES);
    return new ClientNetwork(Base64Url.encode(network));
  }

  /**
   * What limits are counted by: to be compared and hashed, not to be read, logged or stored. It
   * gives the address away.
   */
  public String subject() {
    return subject;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientNetwork network && network.subject.equals(subject);
  }

  @Override
  public int hashCode() {
    return subject.hashCode();
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
