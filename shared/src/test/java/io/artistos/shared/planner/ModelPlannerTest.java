package io.artistos.shared.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Response;
import io.artistos.local.vendors.model.ModelApi;
import io.artistos.local.vendors.model.ModelFault;
import io.artistos.local.vendors.model.ModelOptions;
import io.artistos.shared.http.Json;
import io.artistos.shared.testing.PinnedClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPlannerTest {

  private static final String KEY = "sk-test";

  private final ModelApi api = new ModelApi(new ModelOptions(KEY));

  /** What is done to the next answers of the stand-in, one after the other. */
  private final Deque<UnaryOperator<Response>> changes = new ArrayDeque<>();

  private final LocalHttpServer server =
      LocalHttpServer.start(
          0,
          null,
          request -> {
            Response response = api.handle(request, request.path());
            UnaryOperator<Response> change = changes.poll();
            return change == null ? response : change.apply(response);
          });
  private final PinnedClock clock = new PinnedClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final List<Duration> waits = new ArrayList<>();
  private final MarketingPlan playbook = new PlaybookPlanner().plan(Inputs.in(30));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPlanHasTheModelsWordsAndThePlaybooksDays() {
    MarketingPlan plan = plan(KEY);
    assertThat(plan.source()).isEqualTo(PlanSource.MODEL);
    assertThat(plan.fallbackReason()).isNull();
    assertThat(plan.actions())
        .zipSatisfy(
            playbook.actions(),
            (worded, own) -> {
              assertThat(worded.text()).isNotEqualTo(own.text());
              assertThat(worded.worded(own.title(), own.text())).isEqualTo(own);
            });
    assertThat(plan(KEY)).isEqualTo(plan);
  }

  @Test
  void theModelHearsOfFansOnlyAsCountsAndOfNoLengthsInTheSchema() {
    plan(KEY);
    JsonNode request = api.requests().getLast();
    JsonNode facts = Json.read(content(request, 1), JsonNode.class);
    assertThat(facts.path("audience").toString())
        .isIn(
            "{\"confirmedFans\":1400,\"byCountry\":" + facts.at("/audience/byCountry") + "}",
            "{\"byCountry\":" + facts.at("/audience/byCountry") + ",\"confirmedFans\":1400}");
    assertThat(facts.at("/audience/byCountry/DE").asLong()).isEqualTo(600);
    assertThat(request.path("response_format").toString())
        .contains("\"strict\":true", "\"additionalProperties\":false")
        .doesNotContain("maxLength", "minItems", "pattern");
  }

  @ParameterizedTest
  @CsvSource({"INVALID_JSON", "WRONG_SCHEMA", "CUT_OFF"})
  void whatCannotBeReadIsRepairedOnce(ModelFault fault) {
    api.faults().add(fault.times(1));
    MarketingPlan plan = plan(KEY);
    assertThat(plan.source()).isEqualTo(PlanSource.MODEL_REPAIRED);
    assertThat(plan.fallbackReason()).isNull();
    assertThat(api.requests()).hasSize(2);
    JsonNode second = api.requests().getLast().path("messages");
    assertThat(second.path(second.size() - 1).path("content").asText())
        .startsWith("That cannot be used:");
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_JSON, model-invalid-json, 2",
    "WRONG_SCHEMA, model-invalid-words, 2",
    "CUT_OFF, model-cut-off, 2",
    "REFUSAL, model-refusal, 1"
  })
  void whatStaysWrongIsReplacedByThePlaybook(ModelFault fault, String reason, int requests) {
    api.faults().add(fault.times(5));
    assertFallback(plan(KEY), reason);
    assertThat(api.requests()).hasSize(requests);
  }

  @Test
  void onlyTheTextsThatStayWrongAreReplaced() {
    changes.add(worded("release-post", "Listen at https://spam.example now."));
    changes.add(worded("release-post", "<b>Listen</b> now."));
    MarketingPlan plan = plan(KEY);
    assertThat(plan.source()).isEqualTo(PlanSource.MODEL_REPAIRED);
    assertThat(plan.fallbackReason()).isEqualTo("model-invalid-words");
    assertThat(text(plan, "release-post")).isEqualTo(text(playbook, "release-post"));
    assertThat(text(plan, "look-back")).isNotEqualTo(text(playbook, "look-back"));
    JsonNode second = api.requests().getLast();
    assertThat(content(second, 3)).contains("release-post.text").doesNotContain("look-back");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "Go to www.example now",
        "Write to me@band.example",
        "See tracks.example.com/x",
        "Look [here](there)",
        "For {title}",
        "<script>alert(1)</script>",
        "Fish &amp; chips",
        "turned \u202E around"
      })
  void wordsThatMayLeadSomewhereAreNotTaken(String text) {
    changes.add(worded("release-post", text));
    assertThat(plan(KEY).source()).isEqualTo(PlanSource.MODEL_REPAIRED);
  }

  @Test
  void aTextThatIsTooLongIsNotTaken() {
    changes.add(worded("release-post", "a".repeat(PlanAction.MOST_TEXT + 1)));
    assertThat(plan(KEY).source()).isEqualTo(PlanSource.MODEL_REPAIRED);
    changes.add(worded("release-post", "a".repeat(PlanAction.MOST_TEXT)));
    assertThat(plan(KEY).source()).isEqualTo(PlanSource.MODEL);
  }

  @Test
  void waitsAsLongAsItIsAskedToAndTriesAgain() {
    api.faults().add(Fault.answer(429).times(1));
    api.faults().add(Fault.answer(500).times(1));
    assertThat(plan(KEY).source()).isEqualTo(PlanSource.MODEL);
    assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"429, model-rate-limit", "500, model-unavailable"})
  void triesAreCounted(int status, String reason) {
    api.faults().add(Fault.answer(status));
    assertFallback(plan(KEY), reason);
    assertThat(waits).hasSize(2);
  }

  @Test
  void doesNotWaitLongerThanThePlanMayTake() {
    changes.add(response -> Response.json(429, "{}").with("Retry-After", "3600"));
    assertFallback(plan(KEY), "model-rate-limit");
    assertThat(waits).isEmpty();
  }

  @Test
  void doesNotWaitForAnAnswerThatTakesTooLong() {
    api.faults().add(Fault.delay(Duration.ofMinutes(5)).times(1));
    assertFallback(plan(KEY, Duration.ofMillis(300)), "model-timeout");
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() {
    changes.add(response -> Response.cut());
    assertThat(plan(KEY).source()).isEqualTo(PlanSource.MODEL);
  }

  @Test
  void aKeyThatIsNotTakenIsNotTriedTwice() {
    assertFallback(plan("sk-wrong"), "model-refused-401");
    assertThat(waits).isEmpty();
  }

  @Test
  void aFilteredPromptOrAnswerIsLeftAlone() {
    changes.add(
        r ->
            Response.json(
                400, Json.read("{\"error\":{\"code\":\"content_filter\"}}", JsonNode.class)));
    assertFallback(plan(KEY), "model-content-filter");
    changes.add(changed("/choices/0", choice -> choice.put("finish_reason", "content_filter")));
    assertFallback(plan(KEY), "model-content-filter");
  }

  @Test
  void withoutACredentialThePlaybookPlans() {
    ModelAuthorization none =
        () -> {
          throw new IllegalStateException("no secret");
        };
    assertFallback(
        planner(none, Duration.ofSeconds(20)).plan(Inputs.in(30)), "model-no-credential");
  }

  @Test
  void nothingIsAskedWhenThereIsNothingToPlan() {
    MarketingPlan plan = planner(() -> KEY, Duration.ofSeconds(20)).plan(Inputs.in(-40));
    assertThat(plan.actions()).isEmpty();
    assertThat(api.requests()).isEmpty();
  }

  private void assertFallback(MarketingPlan plan, String reason) {
    assertThat(plan).isEqualTo(new MarketingPlan(PlanSource.PLAYBOOK, reason, playbook.actions()));
  }

  private MarketingPlan plan(String key) {
    return plan(key, Duration.ofSeconds(20));
  }

  private MarketingPlan plan(String key, Duration answer) {
    return planner(() -> key, answer).plan(Inputs.in(30));
  }

  private ModelPlanner planner(ModelAuthorization authorization, Duration answer) {
    ChatModel model =
        new ChatModel(
            URI.create(server.uri() + "/v1"),
            "planner",
            authorization,
            clock,
            answer,
            time -> {
              waits.add(time);
              clock.advance(time);
            });
    return new ModelPlanner(new PlaybookPlanner(), model, clock);
  }

  /** The stand-in's answer with another text for one action. */
  private static UnaryOperator<Response> worded(String action, String text) {
    return changed(
        "/choices/0/message",
        message -> {
          ObjectNode document =
              (ObjectNode) Json.read(message.path("content").asText(), JsonNode.class);
          ((ObjectNode) document.path(action)).put("text", text);
          message.put("content", document.toString());
        });
  }

  private static UnaryOperator<Response> changed(String where, Consumer<ObjectNode> change) {
    return response -> {
      JsonNode body =
          Json.read(
              new String(response.body(), java.nio.charset.StandardCharsets.UTF_8), JsonNode.class);
      change.accept((ObjectNode) body.at(where));
      return Response.json(200, body);
    };
  }

  private static String content(JsonNode request, int message) {
    return request.path("messages").path(message).path("content").asText();
  }

  private static @Nullable String text(MarketingPlan plan, String id) {
    return plan.actions().stream()
        .filter(action -> action.id().equals(id))
        .map(PlanAction::text)
        .findFirst()
        .orElse(null);
  }
}
