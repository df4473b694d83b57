package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import com.azure.storage.queue.QueueServiceClientBuilder;
import io.artistos.local.azurite.Azurite;
import io.artistos.local.clock.MovableClock;
import io.artistos.local.tls.LocalAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host as a process of its own. */
class HostMainTest {

  @TempDir Path folder;
  private @Nullable Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void itSaysWhereItListensAndEndsWithItsStandardInput() throws Exception {
    Files.writeString(
        folder.resolve("local.settings.json"),
        "{\"Values\":{\"AzureWebJobsDisableHomepage\":\"true\",\"AzureWebJobs.Echo.Disabled\":\"true\"}}");
    Process host = launch(new PackedApp(folder).http("Echo", "echo", "echo").pack());
    URI uri = LaunchedHost.listening(host);

    assertThat(get(uri.resolve("/")).statusCode()).isEqualTo(204);
    assertThat(get(uri.resolve("/api/echo")).statusCode()).isEqualTo(404);

    host.getOutputStream().close();

    assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(host.exitValue()).isZero();
  }

  @Test
  void theEnvironmentWinsOverLocalSettings() throws Exception {
    Files.writeString(
        folder.resolve("local.settings.json"),
        "{\"Values\":{\"AzureWebJobs.Echo.Disabled\":\"true\"}}");
    Process host =
        launch(
            new PackedApp(folder).http("Echo", "echo", "echo").pack(),
            List.of(),
            Map.of("AzureWebJobs.Echo.Disabled", "false"));

    URI echo = LaunchedHost.listening(host).resolve("/api/echo");

    assertThat(get(echo).statusCode()).isEqualTo(200);
  }

  @Test
  void sigtermLetsARunningRequestFinish() throws Exception {
    try (ProbeServer probe = new ProbeServer().hold(event -> true)) {
      Process host =
          launch(new PackedApp(folder).probe(probe).http("Probed", "probed", "probed").pack());
      URI uri = LaunchedHost.listening(host);
      CompletableFuture<HttpResponse<String>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(uri.resolve("/api/probed")).build(),
                  BodyHandlers.ofString());
      probe.await(1);

      host.destroy();
      probe.release();

      assertThat(answer.join().body()).isEqualTo("probed");
      assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(log())).contains("Executed 'Probed' (Succeeded");
    }
  }

  @Test
  void theAppsClockIsMovedFromAnotherProcess() throws Exception {
    MovableClock clock = MovableClock.in(folder.resolve("clock"));
    Process host =
        launch(
            new PackedApp(folder).http("Clocks", "clocks", "clocks").pack(),
            List.of(),
            Map.of("HOST_CLOCK", clock.file().toString()));
    URI clocks = LaunchedHost.listening(host).resolve("/api/clocks");
    Instant before = clock.instant();
    assertThat(timeIn(get(clocks).body())).isBetween(before, clock.instant());

    Instant moved = clock.moveBy(Duration.ofDays(400));

    assertThat(timeIn(get(clocks).body())).isBetween(moved, clock.instant());
  }

  @Test
  void anAppThatCannotRunIsToldInOneLine() throws Exception {
    Process host = launch(new PackedApp(folder).http("Bad", "bad", "absent").pack());

    assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(host.exitValue()).isEqualTo(1);
    assertThat(Files.readAllLines(log())).singleElement().asString().contains("Bad: ", "absent");
  }

  @Test
  void storageCanBeBehindACertificateOfTheLocalAuthority(@TempDir Path data) throws Exception {
    LocalAuthority authority = LocalAuthority.in(data.resolve("tls"));
    Path nodeModules = Path.of("node_modules");
    try (ProbeServer probe = new ProbeServer();
        Azurite azurite =
            Azurite.start(
                new Azurite.Options(nodeModules, data.resolve("az"), 0, 0, 0, authority))) {
      String connection = azurite.connectionString();
      Files.writeString(
          folder.resolve("local.settings.json"),
          "{\"Values\":{\"AzureWebJobsStorage\":\"" + connection + "\"}}");
      HttpClient.Builder trusting = HttpClient.newBuilder().sslContext(authority.sslContext());
      new QueueServiceClientBuilder()
          .httpClient(new JdkHttpClientBuilder(trusting).build())
          .connectionString(connection)
          .messageEncoding(QueueMessageEncoding.BASE64)
          .buildClient()
          .createQueue("secure")
          .sendMessage("over TLS");

      launch(
          new PackedApp(folder).probe(probe).queue("Work", "secure", "work").pack(),
          authority.jvmArguments());

      assertThat(probe.await(1)).containsExactly("Work: over TLS");
    }
  }

  private Path log() {
    return folder.resolve("host.log");
  }

  private Process launch(PackedApp app) throws IOException {
    return launch(app, List.of());
  }

  private Process launch(PackedApp app, List<String> jvmArguments) throws IOException {
    return launch(app, jvmArguments, Map.of());
  }

  private Process launch(PackedApp app, List<String> jvmArguments, Map<String, String> environment)
      throws IOException {
    Process started = LaunchedHost.of(app, jvmArguments, environment);
    process = started;
    return started;
  }

  private static Instant timeIn(String list) {
    return Instant.parse(list.substring(1, list.length() - 1));
  }

  private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }
}
