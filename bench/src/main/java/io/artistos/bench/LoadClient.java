package io.artistos.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Who asks for the sign-ups and for the bare creates: one process for both, so that neither has an
 * advantage, and a process of its own, because the app reaches the database from one of its own
 * too. It does one round for each line {@code <what> <app> <clients> <milliseconds> <slugs>
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
        String.join(",", artist.slugs()),
        artist.tenantId());
  }

  private static Round round(String[] words, Signups signups, BareCreates creates)
      throws IOException, InterruptedException {
    URI app = URI.create(words[1]);
    List<String> slugs = List.of(words[4].split(",", -1));
    Load.Operation operation =
        switch (What.valueOf(words[0])) {
          case SIGN_UPS -> () -> signups.signUp(app, slugs);
          case BARE_CREATES -> () -> creates.create(words[5]);
        };
    if (words[0].equals(What.SIGN_UPS.name())) {
      signups.look(app, slugs);
    }
    return Load.run(
        operation, Integer.parseInt(words[2]), Duration.ofMillis(Long.parseLong(words[3])));
  }
}
