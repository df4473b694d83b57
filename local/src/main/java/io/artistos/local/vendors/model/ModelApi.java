package io.artistos.local.vendors.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/chat/completions} with a JSON schema, as OpenAI has it (contracts, section 6).
 * The document is made by {@link SchemaWriter}: the same for the same messages and schema. Streams,
 * tools and answers without a schema are refused. Thread-safe.
 *
 * <p>Below {@code /control/model}: {@code GET /requests} has the last twenty bodies as an array,
 * newest last.
 */
public final class ModelApi {

  private static final Logger LOG = Logger.getLogger(ModelApi.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int REMEMBERED = 20;

  private final String key;
  private final Faults faults = new Faults("model", ModelApi::wrong, ModelFault.kinds());
  private final Deque<JsonNode> requests = new ArrayDeque<>();

  public ModelApi(ModelOptions options) {
    this.key = options.key();
  }

  /** What goes wrong on demand. */
  public Faults faults() {
    return faults;
  }

  /** The bodies of the last twenty requests, newest last. */
  public List<JsonNode> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Answers a request; {@code path} is the one below {@code /control/model}. */
  public Response control(Request request, String path) {
    return path.equals("/requests") && request.method().equals("GET")
        ? Response.json(200, requests())
        : Response.text(404, "not served; see the Javadoc of ModelApi\n");
  }

  /** Answers a request; {@code path} begins with {@code /v1}. */
  public Response handle(Request request, String path) {
    Response response = faults.around(request, path, () -> answer(request, path));
    LOG.info(() -> "model: " + response.status());
    return response;
  }

  private Response answer(Request request, String path) {
    if (!("Bearer " + key).equals(request.header("authorization"))) {
      return error(401, "invalid_request_error", "Incorrect API key provided.", "invalid_api_key");
    }
    if (!path.equals("/v1/chat/completions") || !request.method().equals("POST")) {
      return error(404, "invalid_request_error", "Not served by the local model.", null);
    }
    try {
      return Response.json(200, complete(MAPPER.readTree(request.text())));
    } catch (JsonProcessingException e) {
      return error(400, "invalid_request_error", "The body is not valid JSON.", null);
    } catch (IllegalArgumentException e) {
      return error(400, "invalid_request_error", String.valueOf(e.getMessage()), null);
    }
  }

  private ObjectNode complete(JsonNode body) {
    JsonNode messages = body.path("messages");
    JsonNode format = body.path("response_format");
    JsonNode schema = format.path("json_schema").path("schema");
    require(body.path("model").isTextual(), "model is missing");
    require(messages.isArray() && !messages.isEmpty(), "messages are missing");
    require(!body.path("stream").asBoolean() && !body.has("tools"), "streams and tools: no");
    require(
        format.path("type").asText().equals("json_schema") && schema.isObject(),
        "the local model answers requests with a response_format of json_schema only");
    synchronized (requests) {
      requests.addLast(body);
      if (requests.size() > REMEMBERED) {
        requests.removeFirst();
      }
    }
    String content = new SchemaWriter(schema, messages.toString()).write().toString();
    return completion(body, content);
  }

  private ObjectNode completion(JsonNode body, String content) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    String id = UUID.nameUUIDFromBytes(body.toString().getBytes(StandardCharsets.UTF_8)).toString();
    node.put("id", "chatcmpl-" + id).put("object", "chat.completion").put("created", 1);
    node.put("model", body.path("model").asText());
    ObjectNode choice = node.putArray("choices").addObject();
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    choice.put("index", 0).putNull("logprobs").put("finish_reason", "stop");
    message.put("content", content).putNull("refusal");
    if (faults.strikes(ModelFault.REFUSAL.kind())) {
      message.putNull("content").put("refusal", "I'm sorry, I can't help with that.");
    } else if (faults.strikes(ModelFault.CUT_OFF.kind())) {
      message.put("content", content.substring(0, content.length() / 2));
      choice.put("finish_reason", "length");
    } else if (faults.strikes(ModelFault.INVALID_JSON.kind())) {
      message.put("content", "Here you are: " + content.substring(0, content.length() / 2));
    } else if (faults.strikes(ModelFault.WRONG_SCHEMA.kind())) {
      message.put("content", "{\"unexpected\":true}");
    }
    // A word has about four characters and a token is about a word.
    int prompt = body.path("messages").toString().length() / 4;
    int answer = content.length() / 4;
    node.putObject("usage")
        .put("prompt_tokens", prompt)
        .put("completion_tokens", answer)
        .put("total_tokens", prompt + answer);
    return node;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static Response wrong(Fault fault, String path) {
    String code = fault.name();
    if (fault.status() == 429) {
      return error(
              429, "requests", "Rate limit reached.", code == null ? "rate_limit_exceeded" : code)
          .with("Retry-After", "1");
    }
    String type = fault.status() < 500 ? "invalid_request_error" : "server_error";
    return error(fault.status(), type, "As was asked for.", code);
  }

  private static Response error(int status, String type, String message, @Nullable String code) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", code);
    return Response.json(status, body);
  }
}
