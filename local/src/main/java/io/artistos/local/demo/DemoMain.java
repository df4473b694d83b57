package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./dev demo}: plays the story against the suite that {@code ./dev up} started. */
public final class DemoMain {

  private DemoMain() {}

  /**
   * @param args the data folder of the suite, how many fans sign up, how many nights are pulled
   */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    Path suite = data.resolve("suite.json");
    if (!Files.exists(suite)) {
      fail("no suite is running; start it with ./dev up in another terminal");
    }
    JsonNode addresses = Web.JSON.readTree(suite.toFile());
    if (ProcessHandle.of(addresses.path("pid").asLong()).isEmpty()) {
      fail("the suite ended without a word; start it again with ./dev up");
    }
    try {
      Demo.play(
          addresses,
          LocalAuthority.in(data.resolve("tls")).sslContext(),
          Integer.parseInt(args[1]),
          Integer.parseInt(args[2]),
          System.out);
    } catch (StoryBroken e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static void fail(String message) {
    System.err.println("./dev demo: " + message);
    System.exit(1);
  }
}
