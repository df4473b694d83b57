package io.artistos.local.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Where everything listens on loopback.
 *
 * @param app the function app
 * @param inbox the vendors' stand-ins, with the mail inbox
 * @param foreignSite somebody else's page that embeds the form
 * @param control where the suite's clock is moved
 */
public record Ports(
    int app,
    int inbox,
    int foreignSite,
    int cosmos,
    int vault,
    int identity,
    int blob,
    int queue,
    int table,
    int control) {

  private static final int COUNT = 10;
  private static final int TRIES = 1_000;
  private static final int LEAST_FREE = 10_000;
  private static final int MOST_FREE = 32_768;

  /** Ten in a row. */
  public static Ports from(int first) {
    return of(IntStream.range(first, first + COUNT).boxed().toList());
  }

  /**
   * Ten in a row that are free, for tests: below those that systems give to whoever asks for any
   * port (from 32768 on Linux, 49152 elsewhere), so that no connection takes one in between.
   */
  public static Ports free() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < TRIES; i++) {
      Ports ports = from(random.nextInt(LEAST_FREE, MOST_FREE - COUNT));
      if (ports.firstTaken() == 0) {
        return ports;
      }
    }
    throw new IllegalStateException("no ten free ports in a row");
  }

  /** The first port that something else listens on, 0 when all are free. */
  public int firstTaken() {
    for (int port :
        List.of(app, inbox, foreignSite, cosmos, vault, identity, blob, queue, table, control)) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        return port;
      }
    }
    return 0;
  }

  private static Ports of(List<Integer> p) {
    return new Ports(
        p.get(0), p.get(1), p.get(2), p.get(3), p.get(4), p.get(5), p.get(6), p.get(7), p.get(8),
        p.get(9));
  }
}
