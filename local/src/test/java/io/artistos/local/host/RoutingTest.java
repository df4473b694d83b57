package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

  @TempDir Path folder;

  @Test
  void anUnknownPathIs404WithoutABody() {
    try (FunctionsHost host = new PackedApp(folder).http("Echo", "echo", "echo").start()) {
      var answer = Caller.of(host).get("/api/nothing");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void aWrongMethodIs404Not405() {
    PackedApp app =
        new PackedApp(folder).http("Echo", "echo", "HttpFunctions.echo", "ANONYMOUS", "GET");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/echo").statusCode()).isEqualTo(200);
      assertThat(Caller.of(host).post("/api/echo", "x").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void oneRouteCanBelongToTwoFunctionsByMethod() {
    PackedApp app =
        new PackedApp(folder)
            .http("Read", "fans/{id}", "HttpFunctions.named", "ANONYMOUS", "GET")
            .http("Write", "fans/{id}", "HttpFunctions.text", "ANONYMOUS", "PUT", "POST");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/fans/7").body()).isEqualTo("id: 7");
      assertThat(Caller.of(host).post("/api/fans/7", "x").body()).isEqualTo("text: x");
    }
  }

  @Test
  void theFirstInNameOrderWins() {
    PackedApp app =
        new PackedApp(folder).http("B", "fans/export", "text").http("A", "fans/{id}", "named");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/fans/export").body()).isEqualTo("id: export");
    }
  }

  @ParameterizedTest
  @CsvSource({"v1, /v1/echo, /api/echo", "'', /echo, /api/echo"})
  void hostJsonSetsThePrefix(String prefix, String there, String elsewhere) {
    PackedApp app =
        new PackedApp(folder)
            .hostJson(
                "{\"version\":\"2.0\",\"extensions\":{\"http\":{\"routePrefix\":\""
                    + prefix
                    + "\"}}}")
            .http("Echo", "echo", "echo");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get(there).statusCode()).isEqualTo(200);
      assertThat(Caller.of(host).get(elsewhere).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aSettingOverridesHostJson() {
    PackedApp app =
        new PackedApp(folder)
            .setting("AzureFunctionsJobHost__extensions__http__routePrefix", "v2")
            .http("Echo", "echo", "echo");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/v2/echo").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theHomePageCanBeSwitchedOff() {
    try (FunctionsHost host = new PackedApp(folder).http("Echo", "echo", "echo").start()) {
      assertThat(Caller.of(host).get("/").statusCode()).isEqualTo(200);
    }
    PackedApp without = new PackedApp(folder).setting("AzureWebJobsDisableHomepage", "true");
    try (FunctionsHost host = without.start()) {
      assertThat(Caller.of(host).get("/").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void aDisabledFunctionIs404() {
    PackedApp app =
        new PackedApp(folder)
            .http("Echo", "echo", "echo")
            .setting("AzureWebJobs.Echo.Disabled", "1");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/echo").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aHeadRequestIsAnsweredWithoutABody() {
    try (FunctionsHost host = new PackedApp(folder).http("Echo", "echo", "echo").start()) {
      var answer = Caller.of(host).send("HEAD", "/api/echo", BodyPublishers.noBody());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void twoClaimsOfOneRouteAreRefused() {
    PackedApp app =
        new PackedApp(folder)
            .http("A", "fans/{id}", "HttpFunctions.named", "ANONYMOUS", "GET", "POST")
            .http("B", "Fans/{id}", "HttpFunctions.text", "ANONYMOUS", "POST");

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("B and A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin/x", "Runtime"})
  void reservedSegmentsAreRefused(String route) {
    PackedApp app = new PackedApp(folder).http("Echo", route, "echo");

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("reserved");
  }
}
