package io.artistos.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Who asks for the sign-ups and for the bare creates: one process for both, so that neither has an
 * advantage, and a process of its own, because the app reaches the database from one of its own
 * too. It does one round for each line {@code <what> <app> <clients> <milliseconds> <slug>
 * <tenant>} of its standard input and answers with the round on a line of its standard output; it
 * ends when its input does.
 */
final class LoadClient {

  /** What a round consists of. */
  enum What {
    SIGN_UPS,
    BARE_CREATES
  }

  private LoadClient() {}

  /**
   * @param args the Cosmos endpoint
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Signups signups = new Signups();
    String key = System.getenv(ChildJvm.COSMOS_KEY);
    String fan = in.readLine();
    try (BareCreates creates = new BareCreates(args[0], key, fan)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(round(line.split(" ", -1), signups, creates).encode());
      }
    }
  }

  /** What asks for a round. */
  static String line(What what, URI app, int clients, Duration time, BenchSuite.Artist artist) {
    return String.join(
        " ",
        what.name(),
        app.toString(),
        String.valueOf(clients),
        String.valueOf(time.toMillis()),
        artist.slug(),
        artist.tenantId());
  }

  private static Round round(String[] words, Signups signups, BareCreates creates)
      throws InterruptedException {
    URI app = URI.create(words[1]);
    Load.Operation operation =
        switch (What.valueOf(words[0])) {
          case SIGN_UPS -> () -> signups.signUp(app, words[4]);
          case BARE_CREATES -> () -> creates.create(words[5]);
        };
    return Load.run(
        operation, Integer.parseInt(words[2]), Duration.ofMillis(Long.parseLong(words[3])));
  }
}
