package io.artistos.local.cosmos;

import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Logger;

/**
 * The server as a process of its own. Arguments: port (0 for a free one) and file; the master key
 * comes from the environment variable {@code COSMOS_MASTER_KEY}. When it listens it prints its
 * address as one line. It runs until it is killed, which loses nothing that was acknowledged.
 */
public final class CosmosMain {

  private static final Logger LOG = Logger.getLogger(CosmosMain.class.getName());

  private CosmosMain() {}

  public static void main(String[] args) {
    String key = System.getenv("COSMOS_MASTER_KEY");
    if (args.length != 2 || key == null) {
      System.err.println("usage: COSMOS_MASTER_KEY=<base64> CosmosMain <port> <file>");
      System.exit(2);
      return;
    }
    Path file = Path.of(args[1]);
    CosmosServer server =
        CosmosServer.start(
            new CosmosServer.Options(
                Integer.parseInt(args[0]), file, key, null, Clock.systemUTC(), null));
    LOG.info(() -> "serving " + file.getFileName());
    System.out.println(server.uri());
  }
}
