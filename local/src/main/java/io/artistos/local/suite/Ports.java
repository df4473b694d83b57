package io.artistos.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

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

  /** Ten in a row. */
  public static Ports from(int first) {
    return of(java.util.stream.IntStream.range(first, first + COUNT).boxed().toList());
  }

  /** Ten that were free a moment ago, for tests. */
  public static Ports free() {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return of(ports);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first port that something else listens on, 0 when all are free. */
  public int firstTaken() {
    for (int port :
        List.of(app, inbox, foreignSite, cosmos, vault, identity, blob, queue, table, control)) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
