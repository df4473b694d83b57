package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosClientBuilder;
import io.artistos.local.cosmos.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizationTest {

  private static final String CONTAINER = "dbs/db/colls/c";
  private static final String OTHER_KEY =
      Base64.getEncoder().encodeToString("another".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private CosmosServer server;

  @BeforeEach
  void start() {
    server =
        CosmosServer.start(
            new CosmosServer.Options(
                0,
                folder.resolve("cosmos.mv"),
                LocalCosmos.KEY,
                null,
                Clock.systemUTC(),
                "good.token"::equals));
    server.provision("db", Json.parse("[{\"id\":\"c\",\"partitionKey\":{\"paths\":[\"/pk\"]}}]"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String key, String path, String link, Instant at)
      throws IOException, InterruptedException {
    try (Wire wire = new Wire(server.uri(), key)) {
      return wire.send("GET", path, link, "", at);
    }
  }

  private HttpResponse<String> getWith(String authorization)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = server.uri().resolve("/" + CONTAINER);
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("authorization", authorization).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void theMasterKeyOpens() throws Exception {
    assertThat(get(LocalCosmos.KEY, CONTAINER, CONTAINER, Instant.now()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anotherKeyDoesNot() throws Exception {
    HttpResponse<String> answer = get(OTHER_KEY, CONTAINER, CONTAINER, Instant.now());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"Unauthorized\"");
  }

  @Test
  void aSignatureForSomethingElseDoesNot() throws Exception {
    assertThat(get(LocalCosmos.KEY, CONTAINER, "dbs/db", Instant.now()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSignatureIsGoodForAQuarterOfAnHour() throws Exception {
    Instant now = Instant.now();

    assertThat(status(now.minus(Duration.ofMinutes(14)))).isEqualTo(200);
    assertThat(status(now.minus(Duration.ofMinutes(16)))).isEqualTo(401);
    assertThat(status(now.plus(Duration.ofMinutes(17)))).isEqualTo(401);
  }

  private int status(Instant at) throws IOException, InterruptedException {
    return get(LocalCosmos.KEY, CONTAINER, CONTAINER, at).statusCode();
  }

  @Test
  void nothingAtAllDoesNotOpen() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/")).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
    assertThat(getWith("nonsense").statusCode()).isEqualTo(401);
    assertThat(getWith("type%3Dmaster%26ver%3D1.0%26sig%3D").statusCode()).isEqualTo(401);
  }

  @Test
  void anEntraTokenIsAsGoodAsWhoDecidesSays() throws Exception {
    assertThat(getWith("type%3Daad%26ver%3D1.0%26sig%3Dgood.token").statusCode()).isEqualTo(200);
    assertThat(getWith("type%3Daad%26ver%3D1.0%26sig%3Dbad.token").statusCode()).isEqualTo(401);
  }

  @Test
  void theSdkReportsAWrongKey() {
    CosmosClientBuilder builder =
        new CosmosClientBuilder().endpoint(server.uri().toString()).key(OTHER_KEY).gatewayMode();

    assertThatThrownBy(builder::buildClient).hasMessageContaining("StatusCode: Unauthorized");
  }
}
