package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminApiTest {

  private static final String[] MASTER = {"x-functions-key", PackedApp.MASTER};

  @TempDir Path folder;

  @Test
  void theStateIsForTheMasterKey() {
    try (FunctionsHost host = new PackedApp(folder).start()) {
      Caller caller = Caller.of(host);

      assertThat(caller.get("/admin/host/status", MASTER).body())
          .isEqualTo("{\"state\":\"Running\"}");
      assertThat(caller.get("/admin/host/status").statusCode()).isEqualTo(401);
      assertThat(caller.get("/admin/host/status", "x-functions-key", PackedApp.KEY).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aManualRunNeedsAFunctionAndABody() {
    try (FunctionsHost host = new PackedApp(folder).http("Echo", "echo", "echo").start()) {
      Caller caller = Caller.of(host);

      assertThat(caller.post("/admin/functions/absent", "{}", MASTER).statusCode()).isEqualTo(404);
      assertThat(caller.post("/admin/functions/Echo", "", MASTER).statusCode()).isEqualTo(400);
      assertThat(caller.post("/admin/functions/Echo", "{}").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void anHttpFunctionIsNotRunByHand() {
    try (FunctionsHost host = new PackedApp(folder).http("Echo", "echo", "echo").start()) {
      assertThat(Caller.of(host).post("/admin/functions/Echo", "{}", MASTER).body())
          .contains("at its own address");
    }
  }
}
