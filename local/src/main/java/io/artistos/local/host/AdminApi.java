package io.artistos.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;

/** {@code /admin}: manual runs (contracts 4.9) and the host's state, for the master key. */
final class AdminApi {

  private static final Logger LOG = Logger.getLogger(AdminApi.class.getName());

  private final Map<String, LoadedFunction> functions;
  private final Keys keys;
  private final Invoker invoker;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param functions by name in lower case
   */
  AdminApi(Map<String, LoadedFunction> functions, Keys keys, Invoker invoker, Clock clock) {
    this.functions = functions;
    this.keys = keys;
    this.invoker = invoker;
    this.clock = clock;
  }

  static boolean owns(Request request) {
    List<String> path = Routes.segments(request.path());
    return !path.isEmpty() && path.getFirst().equalsIgnoreCase("admin");
  }

  Response handle(Request request) {
    if (!keys.isMaster(request)) {
      return Response.empty(401);
    }
    List<String> path =
        Routes.segments(request.path()).stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
    if (request.method().equals("GET") && path.equals(List.of("admin", "host", "status"))) {
      return Response.json(200, Map.of("state", "Running"));
    }
    if (request.method().equals("POST") && path.size() == 3 && path.get(1).equals("functions")) {
      return run(request, path.getLast());
    }
    return Response.empty(404);
  }

  private Response run(Request request, String name) {
    LoadedFunction function = functions.get(name);
    if (function == null) {
      return Response.empty(404);
    }
    JsonNode body;
    try {
      body = json.readTree(request.body());
    } catch (IOException e) {
      return Response.text(400, "the body is no JSON");
    }
    if (!body.isObject()) {
      return Response.empty(400);
    }
    JsonNode input = body.path("input");
    String text = input.isTextual() || input.isMissingNode() ? input.asText() : input.toString();
    return switch (function.trigger()) {
      case Trigger.Http http -> Response.text(400, "call an HTTP function at its own address");
      case Trigger.Queue queue -> start(function, QueueInput.byHand(text, clock));
      case Trigger.Timer timer -> start(function, TextInput.of(TimerStatus.parameter(null, false)));
    };
  }

  private Response start(LoadedFunction function, TriggerInput input) {
    LOG.info(function.name() + ": started by hand");
    var unused = invoker.start(function, input);
    return Response.empty(202);
  }
}
