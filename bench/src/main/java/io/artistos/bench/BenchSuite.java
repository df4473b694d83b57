package io.artistos.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.clock.MovableClock;
import io.artistos.local.suite.ArtistRequest;
import io.artistos.local.suite.HostProcess;
import io.artistos.local.suite.Ports;
import io.artistos.local.suite.Suite;
import io.artistos.local.vendors.clerk.Clerk;
import io.artistos.local.vendors.clerk.Profile;
import io.artistos.shared.cosmos.Containers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The suite with nothing in it but one artist. The data folder goes when it is closed, but stays,
 * for its logs, when the run failed.
 */
final class BenchSuite implements AutoCloseable {

  /** The artist's slug. */
  static final String SLUG = "bench-artist";

  /** Keeps the host from sending mail, when it is 1. */
  static final String NO_MAIL = "AzureWebJobs.SendFanMail.Disabled";

  /** Keeps the host from looking for mail that is late, when it is 1. */
  static final String NO_SWEEP = "AzureWebJobs.SweepFanMail.Disabled";

  /** Keeps the host from adding numbers of pages up, when it is 1. */
  static final String NO_SETTLING = "AzureWebJobs.SettleNumbers.Disabled";

  private static final String OWNER = "bench@band.example";

  /** As published. */
  private static final int RESEND_REQUESTS_PER_SECOND = 10;

  private static final int MOST_PAGES = 20;
  private static final int FAN_ID_BYTES = 32;
  private static final int AT_ONCE = 5_000;

  private final Path data;
  private final Suite suite;
  private final FileHandler log;
  private boolean finished;
  private int artists;

  private BenchSuite(Path data, Suite suite, FileHandler log) {
    this.data = data;
    this.suite = suite;
    this.log = log;
  }

  /**
   * @param settings on top of the suite's own
   */
  static BenchSuite start(Path app, Path nodeModules, Map<String, String> settings)
      throws IOException {
    return start(app, nodeModules, settings, RESEND_REQUESTS_PER_SECOND);
  }

  /**
   * @param resendRequestsPerSecond how many the mail provider takes
   */
  static BenchSuite start(
      Path app, Path nodeModules, Map<String, String> settings, int resendRequestsPerSecond)
      throws IOException {
    Path data = Files.createTempDirectory("artistos-bench-");
    FileHandler log = logTo(data.resolve("suite.log"));
    Suite.Options options =
        new Suite.Options(
            app,
            data,
            nodeModules,
            Ports.free(),
            MovableClock.in(data.resolve("clock")),
            settings,
            resendRequestsPerSecond);
    BenchSuite suite = new BenchSuite(data, Suite.start(options, step -> {}), log);
    try {
      suite.openArtist(SLUG);
      return suite;
    } catch (RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  /** Says that nothing failed, so that nobody needs the logs. */
  void finished() {
    finished = true;
  }

  Suite suite() {
    return suite;
  }

  Path data() {
    return data;
  }

  /**
   * Another Functions host on this suite.
   *
   * @param settings on top of the suite's own
   */
  HostProcess host(Path app, Map<String, String> settings) {
    Map<String, String> environment = suite.settings();
    environment.putAll(settings);
    return HostProcess.start(
        app, 0, suite.jvmArguments(), environment, data.resolve("other-host.log"));
  }

  /** The JSON text of a fan as it is stored. */
  String storedFan() {
    return suite
        .cosmos()
        .dump()
        .filter(item -> item.contains("\"type\":\"fan\""))
        .findFirst()
        .orElseThrow(() -> new FailedRun("no fan is stored"));
  }

  /** Another artist without fans; gives the slug. */
  String newArtist() {
    String slug = SLUG + "-" + ++artists;
    openArtist(slug);
    return slug;
  }

  /**
   * An artist.
   *
   * @param slugs of all pages
   */
  record Artist(List<String> slugs, String tenantId) {}

  /** Another artist, with as many pages as can be: each takes so many sign-ups at a time. */
  Artist artistWithPages() throws IOException {
    String slug = newArtist();
    List<String> slugs = new ArrayList<>(List.of(slug));
    while (slugs.size() < MOST_PAGES) {
      String another = slug + "-page-" + slugs.size();
      String page = "{\"slug\":\"%s\",\"texts\":{\"en\":{}}}".formatted(another);
      String id = call(slug, "POST", "/api/pages", page).path("id").asText();
      call(slug, "POST", "/api/pages/" + id + "/publish", "");
      slugs.add(another);
    }
    String tenant = call(slug, "GET", "/api/account", null).path("tenantId").asText();
    return new Artist(List.copyOf(slugs), tenant);
  }

  /**
   * Stores fans without a request for each: so many copies of a stored one, with addresses and ids
   * of their own.
   */
  void fill(Artist artist, String storedFan, int fans) {
    // Without marks: those of long ago are added up.
    ObjectNode fan = BareCreates.withoutSystemProperties(storedFan).without("marks");
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[FAN_ID_BYTES];
    List<ObjectNode> some = new ArrayList<>(AT_ONCE);
    for (int i = 1; i <= fans; i++) {
      random.nextBytes(id);
      some.add(
          fan.deepCopy()
              .put("id", Base64.getUrlEncoder().withoutPadding().encodeToString(id))
              .put("tenantId", artist.tenantId())
              .put("email", "stored." + i + "@fans.example"));
      if (some.size() == AT_ONCE || i == fans) {
        suite.cosmos().fill(Containers.DATABASE, Containers.FANS.id(), some);
        some.clear();
      }
    }
  }

  /** What the artists' owner sends in {@code Authorization}; for a minute. */
  String owner() {
    Clerk clerk = suite.vendors().clerk();
    String owner =
        clerk
            .personWith(OWNER)
            .orElseGet(() -> clerk.person(Profile.of("Bench", "Owner", OWNER).withSecondFactor()));
    return "Bearer " + clerk.token(owner, true);
  }

  /** A call of the owner's that must succeed; its answer's JSON. */
  JsonNode call(String slug, String method, String path, @Nullable String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(suite.publicUrl() + path))
            .header("Authorization", owner())
            .header("Artist-Account", slug)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new FailedRun(path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return new ObjectMapper().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedRun("interrupted");
    }
  }

  private static String json(Object body) {
    try {
      return new ObjectMapper().writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void openArtist(String slug) {
    String body = json(ArtistRequest.of("Bench Artist", slug));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(suite.publicUrl() + "/api/artists"))
            .header("Authorization", owner())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 201) {
        throw new FailedRun("the artist could not be made: HTTP " + response.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedRun("interrupted");
    }
  }

  private static FileHandler logTo(Path file) throws IOException {
    FileHandler handler = new FileHandler(file.toString().replace("%", "%%"));
    handler.setFormatter(new SimpleFormatter());
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    root.addHandler(handler);
    return handler;
  }

  @Override
  public void close() {
    suite.close();
    log.close();
    if (!finished) {
      System.err.println("the logs of the failed run are in " + data);
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> inmostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : inmostFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
