package io.artistos.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this host needs of host.json (contracts 4.8, 4.10, 4.11). A setting {@code
 * AzureFunctionsJobHost__extensions__http__routePrefix} overrides the member of that path, as in
 * the real host.
 *
 * @param functionTimeout null for none
 * @param functions the functions to load; null for all
 */
record HostJson(
    HttpOptions http,
    @Nullable Duration functionTimeout,
    @Nullable List<String> functions,
    QueueOptions queues) {

  private static final String OVERRIDE = "AzureFunctionsJobHost__";

  /** By the path of their parent: what is read here, or makes no difference on one machine. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "",
          Set.of(
              "version",
              "functionTimeout",
              "functions",
              "logging",
              "aggregator",
              "healthMonitor",
              "singleton",
              "watchDirectories",
              "watchFiles",
              "extensionBundle",
              "extensions",
              "retry",
              "concurrency",
              "managedDependency",
              "customHandler",
              "telemetryMode"),
          "/extensions",
          Set.of("http", "queues", "cosmosDB", "blobs"),
          "/extensions/http",
          Set.of(
              "routePrefix",
              "maxOutstandingRequests",
              "maxConcurrentRequests",
              "dynamicThrottlesEnabled",
              "hsts",
              "customHeaders"),
          "/extensions/queues",
          Set.of(
              "batchSize",
              "newBatchThreshold",
              "maxDequeueCount",
              "visibilityTimeout",
              "maxPollingInterval",
              "messageEncoding"));

  /** Members that would change what happens and that this host does not have. */
  private static final List<String> ABSENT =
      List.of(
          "/customHandler",
          "/retry",
          "/concurrency/dynamicConcurrencyEnabled",
          "/extensions/http/dynamicThrottlesEnabled",
          "/extensions/http/customHeaders",
          "/extensions/http/hsts/isEnabled");

  /**
   * {@code extensions.http}.
   *
   * @param routePrefix without slashes at its ends; may be empty
   * @param maxOutstandingRequests one more is answered with 429
   * @param maxConcurrentRequests others wait
   */
  record HttpOptions(String routePrefix, int maxOutstandingRequests, int maxConcurrentRequests) {}

  /**
   * {@code extensions.queues}.
   *
   * @param newBatchThreshold the next batch is fetched when no more than this many are running
   * @param visibilityTimeout how long a failed message stays hidden
   * @param base64 whether message texts are base64
   * @param duplicates whether each message is shown once more after its first success
   */
  record QueueOptions(
      int batchSize,
      int newBatchThreshold,
      int maxDequeueCount,
      Duration visibilityTimeout,
      Duration maxPollingInterval,
      boolean base64,
      boolean duplicates) {}

  static HostJson read(Path app, AppSettings settings) {
    Path file = app.resolve("host.json");
    try {
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (!(root instanceof ObjectNode object)) {
        throw new InvalidAppException(file + " is no JSON object");
      }
      settings.values().forEach((name, value) -> override(object, name, value));
      return of(object, settings.isTrue("LOCAL_HOST_QUEUE_DUPLICATES"));
    } catch (IOException e) {
      throw new InvalidAppException(file + " cannot be read", e);
    }
  }

  private static void override(ObjectNode root, String setting, String value) {
    if (setting.startsWith(OVERRIDE)) {
      List<String> path = List.of(setting.substring(OVERRIDE.length()).split("__"));
      ObjectNode node = root;
      for (String member : path.subList(0, path.size() - 1)) {
        node = node.withObjectProperty(member);
      }
      node.put(path.getLast(), value);
    }
  }

  private static HostJson of(JsonNode root, boolean duplicates) {
    if (!root.path("version").asText().equals("2.0")) {
      throw new InvalidAppException("host.json: version must be \"2.0\"");
    }
    KNOWN.forEach(
        (path, members) ->
            root.at(path)
                .fieldNames()
                .forEachRemaining(
                    member -> {
                      if (!members.contains(member)) {
                        throw absent(path + "/" + member);
                      }
                    }));
    for (String path : ABSENT) {
      JsonNode value = root.at(path);
      boolean off = value.isMissingNode() || value.isNull() || isOff(value.asText());
      if (!off || value.isObject()) {
        throw absent(path);
      }
    }
    return new HostJson(
        http(root.at("/extensions/http")),
        timeout(root.path("functionTimeout").asText("00:30:00")),
        functions(root.path("functions")),
        queues(root.at("/extensions/queues"), duplicates));
  }

  private static InvalidAppException absent(String path) {
    return new InvalidAppException(
        "host.json: " + path.substring(1).replace('/', '.') + " is absent in this host");
  }

  private static HttpOptions http(JsonNode http) {
    return new HttpOptions(
        strip(http.path("routePrefix").asText("api")),
        limit(http, "maxOutstandingRequests"),
        limit(http, "maxConcurrentRequests"));
  }

  private static int limit(JsonNode http, String name) {
    int value = number(http, name, -1, -1, Integer.MAX_VALUE);
    return value < 0 ? Integer.MAX_VALUE : value;
  }

  private static boolean isOff(String value) {
    return value.equalsIgnoreCase("false") || value.equals("-1");
  }

  private static @Nullable Duration timeout(String text) {
    return text.equals("-1") ? null : TimeSpans.parse("host.json: functionTimeout", text);
  }

  private static @Nullable List<String> functions(JsonNode list) {
    if (list.isMissingNode()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return List.copyOf(names);
  }

  private static QueueOptions queues(JsonNode queues, boolean duplicates) {
    int batchSize = number(queues, "batchSize", 16, 1, 32);
    int processors = Runtime.getRuntime().availableProcessors();
    String encoding = queues.path("messageEncoding").asText("base64");
    if (!List.of("base64", "none").contains(encoding)) {
      throw new InvalidAppException("host.json: messageEncoding is base64 or none: " + encoding);
    }
    Duration polling = span(queues, "maxPollingInterval", "00:01:00");
    if (polling.toMillis() < 100) {
      throw new InvalidAppException("host.json: maxPollingInterval is at least 100 ms");
    }
    return new QueueOptions(
        batchSize,
        number(queues, "newBatchThreshold", batchSize / 2 * processors, 0, Integer.MAX_VALUE),
        number(queues, "maxDequeueCount", 5, 1, Integer.MAX_VALUE),
        span(queues, "visibilityTimeout", "00:00:00"),
        polling,
        encoding.equals("base64"),
        duplicates);
  }

  private static int number(JsonNode parent, String name, int otherwise, int least, int most) {
    // asInt reads a number in a string too: an override by setting is one.
    int value = parent.path(name).asInt(otherwise);
    if (value < least || value > most) {
      throw new InvalidAppException("host.json: " + name + " is out of range: " + value);
    }
    return value;
  }

  private static Duration span(JsonNode parent, String name, String otherwise) {
    return TimeSpans.parse("host.json: " + name, parent.path(name).asText(otherwise));
  }

  private static String strip(String prefix) {
    return prefix.replaceAll("^/+|/+$", "");
  }
}
