package io.artistos.bench;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import io.artistos.bench.BenchSuite.Artist;
import io.artistos.bench.LoadClient.What;
import io.artistos.local.cosmos.OperationCounts;
import io.artistos.local.suite.HostProcess;
import io.artistos.local.tls.LocalAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How many sign-ups a second the app takes, beside how many items a second the SDK creates in the
 * same database, for an artist with few fans and one with many. The two are measured in turns, so
 * that whatever else the machine does meets both.
 */
final class SignupBench {

  /** Fans of the artist, unless said otherwise. */
  static final int FEW_FANS = 1_000;

  static final int MANY_FANS = 1_000_000;

  private static final List<Integer> CLIENTS = List.of(1, 4, 16, 64);
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration SHORT_WARM_UP = Duration.ofSeconds(1);
  private static final int WITH_MAIL = 16;

  private static final Map<String, String> NO_BACKGROUND =
      Map.of(BenchSuite.NO_MAIL, "1", BenchSuite.NO_SWEEP, "1", BenchSuite.NO_SETTLING, "1");

  /** Of so many fans there is a new artist for each row, so that the rows before add none. */
  private static final int FEW = 100_000;

  private final Path app;
  private final BenchSuite suite;
  private final LoadProcess client;
  private final QueueClient queue;

  private final String fan;

  private SignupBench(Path app, BenchSuite suite, LoadProcess client, String fan) {
    this.app = app;
    this.suite = suite;
    this.client = client;
    this.fan = fan;
    this.queue = queue(suite);
  }

  /**
   * @param sizes how many fans the artist has at the start of each table
   */
  static void run(Path app, Path nodeModules, List<Integer> sizes) throws IOException {
    try (BenchSuite suite = BenchSuite.start(app, nodeModules, NO_BACKGROUND)) {
      String fan = storedFan(suite);
      try (LoadProcess client = new LoadProcess(suite, fan)) {
        new SignupBench(app, suite, client, fan).run(sizes);
      }
      suite.finished();
    }
  }

  /** The rounds with one number of clients: the n-th of each kind stood next to each other. */
  private record Rounds(List<Round> signUps, List<Round> creates, Map<String, Long> operations) {

    long signedUp() {
      return signUps.stream().mapToLong(Round::succeeded).sum();
    }
  }

  private void run(List<Integer> sizes) throws IOException {
    System.out.printf(
        """

        signup   POST /api/fan-pages/{slug}/signups beside bare creates of the same item (%d bytes)
                 by azure-cosmos in gateway mode; %d rounds of %d s each, in turns; one client process
                 for both. Fans come to the artist's twenty pages, with the forms that these showed.
                 Mail is kept out: the queue is written but not worked on
                 (%s), and emptied between rounds.

        """,
        fan.length(), ROUNDS, ROUND.toSeconds(), BenchSuite.NO_MAIL);
    URI url = suite.suite().publicUrl();
    Artist artist = suite.artistWithPages();
    warmUp(url, WITH_MAIL, WARM_UP, artist);
    for (int size : sizes) {
      table(url, size);
    }
    withMail(artist);
  }

  private void table(URI url, int size) throws IOException {
    System.out.printf(Locale.ROOT, "%nAn artist with %,d fans%n%n", size);
    header();
    Map<String, Long> operations = new TreeMap<>();
    long signedUp = 0;
    Artist artist = filled(size);
    for (int clients : CLIENTS) {
      warmUp(url, clients, SHORT_WARM_UP, artist);
      Rounds rounds = measure(url, clients, true, artist);
      print(clients, rounds);
      rounds.operations().forEach((name, count) -> operations.merge(name, count, Long::sum));
      signedUp += rounds.signedUp();
      artist = size <= FEW && clients != CLIENTS.getLast() ? filled(size) : artist;
    }
    printOperations(operations, signedUp);
  }

  private Artist filled(int size) throws IOException {
    Artist artist = suite.artistWithPages();
    long start = System.nanoTime();
    suite.fill(artist, fan, size);
    if (size > FEW) {
      System.out.printf("(stored in %.0f s)%n", (System.nanoTime() - start) / 1e9);
    }
    return artist;
  }

  /** As in production: the mails of those who signed up are sent while others sign up. */
  private void withMail(Artist artist) throws IOException {
    suite.suite().killHost();
    int mails = suite.suite().vendors().mails().size();
    try (HostProcess host = suite.host(app, Map.of(BenchSuite.NO_MAIL, "0"))) {
      System.out.printf(
          "%nThe same while mail is sent at the same time (the provider takes 10 a second, the"
              + " rest waits):%n%n");
      warmUp(host.uri(), 1, SHORT_WARM_UP, artist);
      warmUp(host.uri(), WITH_MAIL, SHORT_WARM_UP, artist);
      header();
      Rounds rounds = measure(host.uri(), WITH_MAIL, false, artist);
      print(WITH_MAIL, rounds);
      printOperations(rounds.operations(), rounds.signedUp());
      System.out.printf(
          "mails sent meanwhile: %d%n", suite.suite().vendors().mails().size() - mails);
    }
  }

  private void warmUp(URI url, int clients, Duration time, Artist artist) throws IOException {
    client.round(What.SIGN_UPS, url, clients, time, artist);
    client.round(What.BARE_CREATES, url, clients, time, artist);
    queue.clearMessages();
  }

  private Rounds measure(URI url, int clients, boolean emptyQueue, Artist artist)
      throws IOException {
    Rounds rounds = new Rounds(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    OperationCounts counts = suite.suite().cosmos().operations();
    for (int i = 0; i < ROUNDS; i++) {
      counts.reset();
      rounds.signUps().add(client.round(What.SIGN_UPS, url, clients, ROUND, artist));
      counts.snapshot().forEach((name, count) -> rounds.operations().merge(name, count, Long::sum));
      if (emptyQueue) {
        queue.clearMessages();
      }
      rounds.creates().add(client.round(What.BARE_CREATES, url, clients, ROUND, artist));
    }
    return rounds;
  }

  private static void header() {
    System.out.printf(
        "%7s  %-12s  %-22s  %-22s  %s%n", "clients", "", "per second", "p50 ms", "p99 ms");
  }

  private static void print(int clients, Rounds rounds) {
    row(String.valueOf(clients), "sign-ups", rounds.signUps());
    row("", "bare creates", rounds.creates());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < rounds.signUps().size(); i++) {
      ratios.add(rounds.signUps().get(i).perSecond() / rounds.creates().get(i).perSecond());
    }
    System.out.printf("%7s  %-12s  %s%n", "", "ratio", Spread.of(ratios).text(2));
  }

  private static void row(String clients, String what, List<Round> rounds) {
    System.out.printf(
        "%7s  %-12s  %-22s  %-22s  %s%n",
        clients,
        what,
        spread(rounds, Round::perSecond).text(0),
        spread(rounds, round -> round.millis(50)).text(2),
        spread(rounds, round -> round.millis(99)).text(1));
  }

  private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
  }

  private static void printOperations(Map<String, Long> operations, long signedUp) {
    System.out.printf("%nCosmos operations for %d sign-ups, as the server counted:%n", signedUp);
    operations.forEach(
        (name, count) ->
            System.out.printf("  %-18s %8d  %.4f each%n", name, count, (double) count / signedUp));
  }

  private static String storedFan(BenchSuite suite) throws IOException {
    try {
      new Signups().signUp(suite.suite().publicUrl());
      return suite.storedFan();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedRun("interrupted");
    }
  }

  private static QueueClient queue(BenchSuite suite) {
    HttpClient.Builder trusting =
        HttpClient.newBuilder()
            .sslContext(LocalAuthority.in(suite.data().resolve("tls")).sslContext());
    return new QueueClientBuilder()
        .connectionString(suite.suite().storage().connectionString())
        .queueName("fan-mail")
        .httpClient(new JdkHttpClientBuilder(trusting).build())
        .buildClient();
  }
}
