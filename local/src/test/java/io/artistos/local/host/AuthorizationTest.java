package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Authorization levels and keys (contracts 4.4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {

  private FunctionsHost host;
  private Caller caller;

  @BeforeAll
  void start(@TempDir Path folder) {
    host =
        new PackedApp(folder)
            .http("Open", "open", "echo")
            .http("Code", "code", "code")
            .http("Keyed", "keyed", "HttpFunctions.echo", "FUNCTION")
            .http("Other", "other", "HttpFunctions.echo", "FUNCTION")
            .setting("LOCAL_HOST_FUNCTION_KEY_Keyed", "keyed-only")
            .http("Staff", "staff", "HttpFunctions.echo", "ADMIN")
            .start();
    caller = Caller.of(host);
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @Test
  void anonymousNeedsNoKey() {
    assertThat(caller.get("/api/open", "x-functions-key", "wrong").statusCode()).isEqualTo(200);
  }

  @Test
  void functionLevelTakesTheFunctionKeyAndTheMasterKey() {
    assertThat(caller.get("/api/keyed", "x-functions-key", PackedApp.KEY).statusCode())
        .isEqualTo(200);
    assertThat(caller.get("/api/keyed", "x-functions-key", PackedApp.MASTER).statusCode())
        .isEqualTo(200);
    assertThat(caller.get("/api/keyed?code=" + PackedApp.KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyOfOneFunctionOpensThatOne() {
    assertThat(caller.get("/api/keyed?code=keyed-only").statusCode()).isEqualTo(200);
    assertThat(caller.get("/api/other?code=keyed-only").statusCode()).isEqualTo(401);
    assertThat(caller.get("/api/staff?code=keyed-only").statusCode()).isEqualTo(401);
  }

  @Test
  void adminLevelTakesTheMasterKeyOnly() {
    assertThat(caller.get("/api/staff", "x-functions-key", PackedApp.MASTER).statusCode())
        .isEqualTo(200);
    assertThat(caller.get("/api/staff", "x-functions-key", PackedApp.KEY).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aMissingOrWrongKeyIs401WithoutABody() {
    HttpResponse<String> missing = caller.get("/api/keyed");

    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.body()).isEmpty();
    assertThat(caller.get("/api/keyed?code=wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void theHeaderWinsOverTheQuery() {
    assertThat(
            caller.get("/api/keyed?code=" + PackedApp.KEY, "x-functions-key", "wrong").statusCode())
        .isEqualTo(401);
  }

  @Test
  void theKeyInTheQueryIsAQueryParameterButNoBindingData() {
    assertThat(caller.get("/api/open?code=k").body()).contains("query: {code=k}");
    assertThat(caller.get("/api/code?code=k").statusCode()).isEqualTo(500);
    assertThat(caller.post("/api/code?code=k", "{\"code\":\"b\"}").body()).isEqualTo("code: b");
  }

  @Test
  void aKeyThatIsNotConfiguredOpensNothing(@TempDir Path folder) {
    PackedApp app = new PackedApp(folder).http("Keyed", "keyed", "HttpFunctions.echo", "FUNCTION");
    try (FunctionsHost other = app.startWithoutKeys()) {
      assertThat(Caller.of(other).get("/api/keyed", "x-functions-key", "").statusCode())
          .isEqualTo(401);
      assertThat(Caller.of(other).get("/admin/host/status").statusCode()).isEqualTo(401);
    }
  }
}
