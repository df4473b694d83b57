package io.artistos.local.vendors.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.faults.Fault;
import io.artistos.local.http.LocalHttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelApiTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** As the SDK derives it from classes (contracts, section 6), and with limits. */
  private static final String SCHEMA =
      json(
          """
          {'type':'object','properties':{
            'title':{'type':'string','maxLength':40},
            'channel':{'type':'string','enum':['mail','instagram']},
            'effort':{'type':'integer','minimum':20,'maximum':60},
            'score':{'type':'number','exclusiveMinimum':2,'exclusiveMaximum':4},
            'kind':{'const':'plan'},
            'on':{'type':'string','format':'date'},
            'note':{'type':['string','null']},
            'tip':{'anyOf':[{'type':'null'},{'type':'string','minLength':150}]},
            'actions':{'type':'array','minItems':5,'items':{'$ref':'#/$defs/action'}},
            'tags':{'type':'array','maxItems':1,'items':{'type':'string'}}},
           'required':['title','actions'],'additionalProperties':false,
           '$defs':{'action':{'type':'object','properties':{'text':{'type':'string'},
             'done':{'type':'boolean'}},'required':['text','done']}}}""");

  private final ModelApi model = new ModelApi(new ModelOptions("sk-test"));
  private final LocalHttpServer server =
      LocalHttpServer.start(
          0,
          null,
          request ->
              request.path().startsWith("/control")
                  ? model.control(request, request.path().substring("/control".length()))
                  : model.handle(request, request.path()));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
    http.shutdownNow();
  }

  @Test
  void theDocumentFollowsTheSchema() throws Exception {
    JsonNode document = MAPPER.readTree(content(ask("A plan", SCHEMA)));

    List<String> names = new ArrayList<>();
    document.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "title", "channel", "effort", "score", "kind", "on", "note", "tip", "actions", "tags");
    assertThat(document.path("title").asText()).hasSizeBetween(1, 40);
    assertThat(document.path("channel").asText()).isIn("mail", "instagram");
    assertThat(document.path("effort").isInt()).isTrue();
    assertThat(document.path("effort").asInt()).isBetween(20, 60);
    assertThat(document.path("score").asDouble()).isEqualTo(3);
    assertThat(document.path("kind").asText()).isEqualTo("plan");
    assertThat(document.path("on").asText()).matches("2027-\\d\\d-\\d\\d");
    assertThat(document.path("note").isNull() || document.path("note").isTextual()).isTrue();
    assertThat(document.path("tip").asText()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(document.path("actions")).hasSize(5);
    assertThat(document.path("actions").get(4).path("text").asText()).isNotBlank();
    assertThat(document.path("actions").get(4).path("done").isBoolean()).isTrue();
    assertThat(document.path("tags")).hasSize(1);
  }

  @Test
  void theSamePromptGetsTheSameDocumentAndAnotherAnother() throws Exception {
    String first = content(ask("A plan", SCHEMA));

    assertThat(content(ask("A plan", SCHEMA))).isEqualTo(first);
    assertThat(content(ask("Another plan", SCHEMA))).isNotEqualTo(first);
  }

  @Test
  void whatMayBeNullSometimesIs() throws Exception {
    List<Boolean> nulls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      nulls.add(MAPPER.readTree(content(ask("Plan " + i, SCHEMA))).path("note").isNull());
    }

    assertThat(nulls).contains(true, false);
  }

  @Test
  void anAnswerHasTheShapeThatClientsRead() throws Exception {
    JsonNode answer = MAPPER.readTree(ask("A plan", SCHEMA).body());

    assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
    assertThat(answer.path("model").asText()).isEqualTo("local-planner");
    JsonNode choice = answer.path("choices").path(0);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    assertThat(choice.path("message").path("role").asText()).isEqualTo("assistant");
    assertThat(choice.path("message").path("refusal").isNull()).isTrue();
    assertThat(answer.path("usage").path("total_tokens").asInt()).isPositive();
  }

  @Test
  void withoutTheKeyThereIsNoAnswer() throws Exception {
    HttpResponse<String> refused =
        http.send(
            HttpRequest.newBuilder(server.uri().resolve("/v1/chat/completions"))
                .header("Authorization", "Bearer sk-other")
                .POST(HttpRequest.BodyPublishers.ofString(body("A plan", SCHEMA)))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(401);
    JsonNode error = MAPPER.readTree(refused.body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo("invalid_api_key");
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("param").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{'model':'m','messages':[]}",
        "{'model':'m','messages':[{'role':'user','content':'x'}]}",
        "{'model':'m','messages':[1],'response_format':{'type':'json_object'}}",
        "{'model':'m','messages':[1],'stream':true,'response_format':{'type':'json_schema',"
            + "'json_schema':{'schema':{'type':'object'}}}}",
        "{'model':'m','messages':[1],'response_format':{'type':'json_schema',"
            + "'json_schema':{'schema':{'type':'string','pattern':'a'}}}}",
        "{'model':'m','messages':[1],'response_format':{'type':'json_schema',"
            + "'json_schema':{'schema':{'$ref':'#'}}}}"
      })
  void whatIsNotServedIsRefusedInOpenAisShape(String body) throws Exception {
    HttpResponse<String> response = post("/v1/chat/completions", json(body));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.body()).startsWith("{\"error\":{\"message\":");
  }

  @Test
  void noOtherCallIsServed() throws Exception {
    assertThat(post("/v1/responses", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void brokenAnswersComeOnDemandAndOnce() throws Exception {
    String whole = content(ask("A plan", SCHEMA));

    model.faults().add(ModelFault.INVALID_JSON.times(1));
    assertThat(content(ask("A plan", SCHEMA))).startsWith("Here you are: {").doesNotEndWith("}");
    model.faults().add(ModelFault.WRONG_SCHEMA.times(1));
    assertThat(content(ask("A plan", SCHEMA))).isEqualTo("{\"unexpected\":true}");
    model.faults().add(ModelFault.REFUSAL.times(1));
    JsonNode refusal = choice(ask("A plan", SCHEMA)).path("message");
    assertThat(refusal.path("content").isNull()).isTrue();
    assertThat(refusal.path("refusal").asText()).isNotBlank();
    model.faults().add(ModelFault.CUT_OFF.times(1));
    JsonNode cut = choice(ask("A plan", SCHEMA));
    assertThat(cut.path("finish_reason").asText()).isEqualTo("length");
    assertThat(whole).startsWith(cut.path("message").path("content").asText());

    assertThat(content(ask("A plan", SCHEMA))).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"429", "500"})
  void failuresComeOnDemand(int status) throws Exception {
    model.faults().add(Fault.answer(status).times(1));

    HttpResponse<String> failed = ask("A plan", SCHEMA);

    assertThat(failed.statusCode()).isEqualTo(status);
    assertThat(MAPPER.readTree(failed.body()).path("error").path("message").asText()).isNotBlank();
    assertThat(failed.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    assertThat(ask("A plan", SCHEMA).statusCode()).isEqualTo(200);
  }

  @Test
  void theLastRequestsCanBeRead() throws Exception {
    for (int i = 0; i <= 20; i++) {
      ask("Plan " + i, SCHEMA);
    }

    JsonNode requests =
        MAPPER.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create(server.uri() + "/control/requests")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());

    assertThat(requests).hasSize(20);
    assertThat(requests.get(19).path("messages").path(0).path("content").asText())
        .isEqualTo("Plan 20");
    assertThat(model.requests()).hasSize(20);
  }

  private HttpResponse<String> ask(String prompt, String schema) throws Exception {
    return post("/v1/chat/completions", body(prompt, schema));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .header("Authorization", "Bearer sk-test")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String body(String prompt, String schema) {
    return json("""
            {'model':'local-planner','messages':[{'role':'user','content':'%s'}],
             'response_format':{'type':'json_schema','json_schema':
               {'name':'plan','strict':true,'schema':%s}}}""")
        .formatted(prompt, schema);
  }

  private static JsonNode choice(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return MAPPER.readTree(response.body()).path("choices").path(0);
  }

  private static String content(HttpResponse<String> response) throws Exception {
    return choice(response).path("message").path("content").asText();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
