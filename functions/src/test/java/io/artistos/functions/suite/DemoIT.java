package io.artistos.functions.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.demo.Demo;
import io.artistos.local.tls.LocalAuthority;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The story that {@code ./dev demo} plays, in its short form. */
class DemoIT {

  private static final int FANS = 200;
  private static final int NIGHTS = 2;

  private final RunningSuite suite = RunningSuite.get();
  private final Traces traces = new Traces(suite);

  @Test
  void anArtistsWholeStoryHasTheCountsThatItMustHave() throws Exception {
    JsonNode addresses = RunningSuite.JSON.readTree(suite.data().resolve("suite.json").toFile());
    ByteArrayOutputStream transcript = new ByteArrayOutputStream();

    String slug =
        Demo.play(
            addresses,
            LocalAuthority.in(suite.data().resolve("tls")).sslContext(),
            FANS,
            NIGHTS,
            new PrintStream(transcript, true, StandardCharsets.UTF_8));

    assertThat(transcript.toString(StandardCharsets.UTF_8)).contains("The end");
    String fans = slug.replace("mira-", "fan-") + "-";
    assertThat(traces.inMails(fans)).as("the search finds what is there").isTrue();
    assertThat(traces.inStores(fans)).as("fans after the purge").isFalse();
    assertThat(traces.inStores(slug)).as("the slug after the purge").isFalse();
    // Not at any time: what was purged from the database would still stand there.
    assertThat(traces.inFiles(fans)).noneMatch(DemoIT::isLogOrQueue);
  }

  private static boolean isLogOrQueue(String file) {
    return file.endsWith(".log") || file.startsWith("azurite");
  }
}
