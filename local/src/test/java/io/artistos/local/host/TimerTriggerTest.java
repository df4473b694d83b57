package io.artistos.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.artistos.local.azurite.Azurite;
import io.artistos.local.clock.MovableClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Timer triggers with their status in a real Azurite (contracts 4.9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimerTriggerTest {

  private static final String NIGHTLY = "0 0 3 * * *";
  private static final String FIRST =
      "{\"Last\":\"0001-01-01T00:00:00+00:00\",\"Next\":\"2026-11-21T03:00:00+00:00\","
          + "\"LastUpdated\":\"2026-11-20T12:00:00+00:00\"}";

  private Azurite azurite;
  private ProbeServer probe;
  private PackedApp app;
  private BlobClient status;
  private @Nullable FunctionsHost host;

  @BeforeAll
  void startAzurite(@TempDir Path data) {
    azurite = Azurite.start(new Azurite.Options(Path.of("node_modules"), data, 0, 0, 0, null));
  }

  @AfterAll
  void stopAzurite() {
    azurite.close();
  }

  @BeforeEach
  void prepare(@TempDir Path folder, TestInfo test) {
    String hostId = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    probe = new ProbeServer();
    app =
        new PackedApp(folder)
            .probe(probe)
            .setting("AzureWebJobsStorage", azurite.connectionString())
            .setting("AzureFunctionsWebHost__hostid", hostId);
    status =
        new BlobServiceClientBuilder()
            .connectionString(azurite.connectionString())
            .buildClient()
            .getBlobContainerClient("azure-webjobs-hosts")
            .getBlobClient("timers/" + hostId + "/Host.Functions.Tick/status");
  }

  @AfterEach
  void end() {
    probe.release();
    stop();
    probe.close();
  }

  @Test
  void aShortIntervalTicksAndKeepsNoStatus() {
    start("* * * * * *", Clock.systemUTC());

    assertThat(probe.await(2))
        .containsOnly(
            "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":null,\"IsPastDue\":false}");
    assertThat(status.exists()).isFalse();
  }

  @Test
  void theFirstStartRunsNothingAndWritesWhenTheNextTickIs() {
    start(NIGHTLY, at("2026-11-20T12:00:00Z"));

    awaitStatus(FIRST);
    assertThat(probe.events()).isEmpty();
  }

  @Test
  void missedTicksAreCaughtUpOnce() {
    start(NIGHTLY, at("2026-11-20T12:00:00Z"));
    awaitStatus(FIRST);
    stop();

    start(NIGHTLY, at("2026-11-24T12:00:00.25Z"));

    awaitStatus(
        "{\"Last\":\"2026-11-24T12:00:00.25+00:00\",\"Next\":\"2026-11-25T03:00:00+00:00\","
            + "\"LastUpdated\":\"2026-11-24T12:00:00.25+00:00\"}");
    assertThat(probe.events())
        .containsExactly(
            "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":"
                + FIRST
                + ",\"IsPastDue\":true}");
    stop();

    start(NIGHTLY, at("2026-11-24T13:00:00Z"));
    start(NIGHTLY, at("2026-11-25T12:00:00Z"));

    assertThat(probe.await(2)).hasSize(2);
  }

  @Test
  void aChangedScheduleStartsAfresh() {
    start(NIGHTLY, at("2026-11-20T12:00:00Z"));
    awaitStatus(FIRST);
    stop();

    start("0 0 4 * * *", at("2026-11-24T12:00:00Z"));

    awaitStatus(
        "{\"Last\":\"0001-01-01T00:00:00+00:00\",\"Next\":\"2026-11-25T04:00:00+00:00\","
            + "\"LastUpdated\":\"2026-11-24T12:00:00+00:00\"}");
    assertThat(probe.events()).isEmpty();
  }

  @Test
  void aTickRunsAndEvenAFailedOneIsDone() {
    probe.fail(event -> true);
    Instant almost = Instant.parse("2026-11-21T02:59:58Z");
    start(NIGHTLY, Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), almost)));

    Await.until(
        () -> status.exists() && status.downloadContent().toString().contains("-22T03:00:00+00:00"),
        () -> "the next tick in the status");
    assertThat(probe.events()).singleElement().asString().endsWith("\"IsPastDue\":false}");
  }

  @Test
  void aRetryPolicyRepeatsAFailedRun(@TempDir Path data) {
    MovableClock clock = movable(data, "2026-11-20T12:00:00Z");
    probe.fail(event -> !event.startsWith("try 2"));
    startRetried(
        clock, Map.of("strategy", "fixedDelay", "maxRetryCount", 3, "delayInterval", "00:00:00.1"));
    clock.moveTo(Instant.parse("2026-11-21T03:00:00Z"));

    awaitNext("2026-11-22");
    assertThat(probe.events())
        .containsExactly(
            "try 0 of 3",
            "try 1 of 3: the test wants try 0 of 3 to fail",
            "try 2 of 3: the test wants try 1 of 3: the test wants try 0 of 3 to fail to fail");
  }

  @Test
  void afterTheLastRetryTheNextTickIsTheNextTry(@TempDir Path data) {
    MovableClock clock = movable(data, "2026-11-20T12:00:00Z");
    probe.fail(event -> true);
    startRetried(
        clock,
        Map.of(
            "strategy",
            "exponentialBackoff",
            "maxRetryCount",
            1,
            "minimumInterval",
            "00:00:00.1",
            "maximumInterval",
            "00:00:01"));
    clock.moveTo(Instant.parse("2026-11-21T03:00:00Z"));

    awaitNext("2026-11-22");
    assertThat(probe.events()).hasSize(2);
  }

  @Test
  void aRetryPolicyThatCannotBeReadIsRefused() {
    app.timer("Tick", NIGHTLY, "retried", Map.of("strategy", "fixedDelay", "maxRetryCount", 1));

    assertThatThrownBy(app::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("Tick: retry.delayInterval");
  }

  @Test
  void runsDoNotOverlap() {
    probe.hold(event -> true);
    start("* * * * * *", Clock.systemUTC());
    probe.await(1);
    Instant twoTicksOn = Instant.now().plusSeconds(2);
    Await.until(() -> Instant.now().isAfter(twoTicksOn), () -> "two ticks");

    assertThat(probe.events()).hasSize(1);

    probe.release();
    assertThat(probe.await(2)).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void aMoveOfTheClockRunsWhatBecameDueOnce(@TempDir Path data) {
    MovableClock clock = movable(data, "2026-11-20T12:00:00Z");
    start(NIGHTLY, clock);
    awaitStatus(FIRST);

    clock.moveBy(Duration.ofDays(4));

    awaitStatus(
        "{\"Last\":\"2026-11-24T12:00:00+00:00\",\"Next\":\"2026-11-25T03:00:00+00:00\","
            + "\"LastUpdated\":\"2026-11-24T12:00:00+00:00\"}");
    assertThat(probe.events()).singleElement().asString().endsWith("\"IsPastDue\":true}");

    clock.moveBy(Duration.ofHours(1));
    clock.moveTo(Instant.parse("2026-11-25T02:59:59Z"));
    start(NIGHTLY, clock);
    clock.moveTo(Instant.parse("2026-11-25T03:00:01Z"));

    awaitStatus(
        "{\"Last\":\"2026-11-25T03:00:01+00:00\",\"Next\":\"2026-11-26T03:00:00+00:00\","
            + "\"LastUpdated\":\"2026-11-25T03:00:01+00:00\"}");
    assertThat(probe.events()).hasSize(2);
  }

  @Test
  void aMoveInTheMiddleOfARunIsNotLost(@TempDir Path data) {
    MovableClock clock = movable(data, "2026-11-20T12:00:00Z");
    probe.hold(event -> true);
    start(NIGHTLY, clock);
    awaitStatus(FIRST);
    clock.moveTo(Instant.parse("2026-11-21T03:00:00Z"));
    probe.await(1);

    clock.moveTo(Instant.parse("2026-11-22T03:00:00Z"));
    probe.release();

    assertThat(probe.await(2)).last().asString().endsWith("\"IsPastDue\":true}");
    awaitStatus(
        "{\"Last\":\"2026-11-22T03:00:00+00:00\",\"Next\":\"2026-11-23T03:00:00+00:00\","
            + "\"LastUpdated\":\"2026-11-22T03:00:00+00:00\"}");
  }

  @Test
  void theScheduleCanBeASetting() {
    app.setting("TICK", "00:00:01");
    start("%TICK%", Clock.systemUTC());

    assertThat(probe.await(1)).isNotEmpty();
  }

  @Test
  void itCanBeRunByHand() {
    FunctionsHost running = start(NIGHTLY, at("2026-11-20T12:00:00Z"));
    var answer =
        Caller.of(running).post("/admin/functions/Tick", "{}", "x-functions-key", PackedApp.MASTER);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(probe.await(1)).singleElement().asString().contains("\"IsPastDue\":false");
  }

  @Test
  void aMonitoredTimerNeedsStorage(@TempDir Path folder) {
    PackedApp without = new PackedApp(folder).timer("Tick", NIGHTLY);

    assertThatThrownBy(without::start)
        .isInstanceOf(InvalidAppException.class)
        .hasMessageContaining("Tick: no setting AzureWebJobsStorage");
  }

  private void startRetried(Clock clock, Map<String, Object> retry) {
    host = app.timer("Tick", NIGHTLY, "retried", retry).start(clock);
    awaitStatus(FIRST);
  }

  private void awaitNext(String day) {
    Await.until(
        () -> status.exists() && status.downloadContent().toString().contains("\"Next\":\"" + day),
        () -> day + " in the status");
  }

  private FunctionsHost start(String schedule, Clock clock) {
    stop();
    host = app.timer("Tick", schedule).start(clock);
    return host;
  }

  private void stop() {
    if (host != null) {
      host.close();
      host = null;
    }
  }

  private static Clock at(String time) {
    return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
  }

  private static MovableClock movable(Path folder, String time) {
    return MovableClock.in(folder.resolve("clock"), at(time));
  }

  private void awaitStatus(String json) {
    Await.until(
        () -> status.exists() && status.downloadContent().toString().equals(json),
        () -> json + " in the status");
  }
}
