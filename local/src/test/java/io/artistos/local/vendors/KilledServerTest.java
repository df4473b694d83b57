package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerTest {

  @TempDir Path folder;

  @Test
  void whatWasAnsweredSurvivesAKillAndSoDoItsWebhooks() throws Exception {
    Path file = folder.resolve("mail.mv");
    String answer = sendAndKill(file);

    try (WebhookReceiver app = new WebhookReceiver();
        VendorsServer server =
            VendorsServer.start(
                new VendorsServer.Options(
                    0,
                    file,
                    Clock.systemUTC(),
                    new ResendOptions(
                        VendorsFixture.KEY,
                        1000,
                        VendorsFixture.SENDERS,
                        Optional.of(app.webhook())),
                    VendorsFixture.MODEL,
                    VendorsFixture.SPOTIFY,
                    VendorsFixture.CLERK))) {
      assertThat(server.mails()).hasSize(1);
      assertThat(answer).contains(server.mails().getFirst().id());
      app.await(2);
      assertThat(app.types()).containsExactlyInAnyOrder("email.sent", "email.delivered");
      assertThat(send(server.uri().getPort())).isEqualTo(answer);
      assertThat(server.mails()).hasSize(1);
    }
  }

  private String sendAndKill(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VendorsMain.class.getName(),
                file.toString())
            .redirectError(folder.resolve("server.err").toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      return send(Integer.parseInt(out.readLine()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String send(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/resend/emails"))
            .header("Authorization", "Bearer " + VendorsFixture.KEY)
            .header("Idempotency-Key", "k")
            .POST(HttpRequest.BodyPublishers.ofString(VendorsFixture.MAIL))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
