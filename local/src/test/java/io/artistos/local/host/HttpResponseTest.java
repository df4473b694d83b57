package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpResponseTest {

  @TempDir Path folder;

  @Test
  void aStringWithoutContentTypeIsPlainText() {
    try (FunctionsHost host = new PackedApp(folder).http("Echo", "echo", "echo").start()) {
      assertThat(Caller.of(host).get("/api/echo").headers().firstValue("Content-Type"))
          .contains("text/plain; charset=utf-8");
    }
  }

  @Test
  void bytesAndAStatusWithoutANameAreSentAsTheyAre() {
    try (FunctionsHost host = new PackedApp(folder).http("Bytes", "bytes", "bytes").start()) {
      var answer = Caller.of(host).post("/api/bytes", "abc");

      assertThat(answer.statusCode()).isEqualTo(299);
      assertThat(answer.body()).isEqualTo("abc");
      assertThat(answer.headers().firstValue("Content-Type")).contains("image/x-test");
    }
  }

  @Test
  void nullIs204UnlessSetOtherwise() {
    PackedApp app = new PackedApp(folder).http("Nothing", "nothing", "nothing");
    try (FunctionsHost host = app.start()) {
      assertThat(Caller.of(host).get("/api/nothing").statusCode()).isEqualTo(204);
    }
    try (FunctionsHost host = app.setting("LOCAL_HOST_NULL_RESPONSE", "200").start()) {
      assertThat(Caller.of(host).get("/api/nothing").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aFailureIsAnEmpty500AndItsReasonIsOnlyInTheLog() {
    try (ProbeServer probe = new ProbeServer().fail(event -> true);
        LogLines log = new LogLines(Invoker.class);
        FunctionsHost host =
            new PackedApp(folder).probe(probe).http("Probed", "probed", "probed").start()) {
      var answer = Caller.of(host).post("/api/probed?code=secret", "it");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).isEmpty();
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("Executed 'Probed' (Failed")
          .contains("the test wants it to fail")
          .doesNotContain("secret");
    }
  }

  @Test
  void anObjectIsIndentedJsonThatIsCalledText() {
    try (FunctionsHost host = new PackedApp(folder).http("Pojo", "pojo", "pojo").start()) {
      var answer = Caller.of(host).get("/api/pojo");

      assertThat(answer.body()).isEqualTo("{\n  \"title\": \"Coda\",\n  \"seconds\": 42\n}");
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    }
  }

  @Test
  void anObjectThatCannotBeSerialisedIs500() {
    try (FunctionsHost host = new PackedApp(folder).http("Closed", "closed", "closed").start()) {
      assertThat(Caller.of(host).get("/api/closed").statusCode()).isEqualTo(500);
    }
  }

  @Test
  void aHeaderHasOneValue() {
    try (FunctionsHost host = new PackedApp(folder).http("Jar", "jar", "cookies").start()) {
      assertThat(Caller.of(host).get("/api/jar").headers().allValues("Set-Cookie"))
          .containsExactly("b=2");
    }
  }
}
