package io.artistos.shared.geo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "203.0.113.9:61598 | 203.0.113.9",
        "' 203.0.113.9:1 ' | 203.0.113.9",
        "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7] | 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:443 | 2001:db8:0:0:0:0:0:7",
        "[::ffff:203.0.113.9]:5 | 203.0.113.9"
      })
  void readsEveryShapeOfOneHop(String header, String address) {
    assertThat(ClientAddress.from(header, 0).orElseThrow().getHostAddress()).isEqualTo(address);
  }

  @Test
  void trustsTheLastHopAndNothingBeforeIt() {
    assertThat(ClientAddress.from("1.1.1.1, 8.8.8.8,203.0.113.9:4711", 0).orElseThrow())
        .hasToString("/203.0.113.9");
  }

  @Test
  void skipsTheHopsThatOurOwnProxiesAdded() {
    assertThat(ClientAddress.from("6.6.6.6, 203.0.113.9:1, 10.0.0.1:2", 1).orElseThrow())
        .hasToString("/203.0.113.9");
  }

  @Test
  void takesTheFirstHopWhenThereAreFewerThanProxies() {
    assertThat(ClientAddress.from("203.0.113.9:1", 2).orElseThrow()).hasToString("/203.0.113.9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "unknown",
        "localhost",
        "example.com:80",
        "203.0.113.9, _hidden",
        "256.1.1.1",
        "1.2.3",
        "[::1",
        "[]:80",
        ":",
        "1.2.3.4.5",
        "fe80::1%eth0",
        "::g",
        "12345"
      })
  void neverLooksUpANameAndNeverThrows(String header) {
    assertThat(ClientAddress.from(header, 0)).isEmpty();
  }
}
