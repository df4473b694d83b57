package io.artistos.shared.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ClientNetworkTest {

  @Property(tries = 200)
  void allAddressesOfASixtyFourAreOneNetwork(
      @ForAll @Size(8) byte[] network, @ForAll @Size(8) byte[] one, @ForAll @Size(8) byte[] two)
      throws UnknownHostException {
    network[0] = 0x20; // A global one, and none that stands for an IPv4 address.

    assertThat(v6(network, one)).isEqualTo(v6(network, two));
    assertThat(v6(network, one).subject()).isEqualTo(v6(network, two).subject());
  }

  @Example
  void theNextSixtyFourIsAnother() {
    assertThat(of("2001:db8:0:1::7")).isNotEqualTo(of("2001:db8:0:2::7"));
  }

  @Example
  void eachIpv4AddressIsANetworkHoweverItIsWritten() {
    assertThat(of("203.0.113.9:61598")).isEqualTo(of("[::ffff:203.0.113.9]:5"));
    assertThat(of("203.0.113.9")).isNotEqualTo(of("203.0.113.10"));
  }

  @Example
  void comesFromTheHopThatCanBeTrusted() {
    assertThat(ClientNetwork.from("6.6.6.6, 203.0.113.9:1, 10.0.0.1:2", 1).orElseThrow())
        .isEqualTo(of("203.0.113.9"));
    assertThat(ClientNetwork.from("unknown", 0)).isEmpty();
  }

  @Example
  void doesNotPrint() {
    ClientNetwork network = of("203.0.113.9");

    assertThat(network).hasToString("[redacted]");
    assertThat(network.subject()).doesNotContain("203").doesNotContain("113");
  }

  private static ClientNetwork of(String hop) {
    return ClientNetwork.from(hop, 0).orElseThrow();
  }

  private static ClientNetwork v6(byte[] network, byte[] host) throws UnknownHostException {
    byte[] address = new byte[16];
    System.arraycopy(network, 0, address, 0, 8);
    System.arraycopy(host, 0, address, 8, 8);
    return ClientNetwork.of(InetAddress.getByAddress(address));
  }
}
