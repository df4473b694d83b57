package io.artistos.local.host.sample;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** HTTP functions that show what they were given. */
public final class HttpFunctions {

  /** Everything of the request, a line for each thing. */
  public HttpResponseMessage echo(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    StringBuilder lines = new StringBuilder();
    lines.append("method: ").append(request.getHttpMethod()).append('\n');
    lines.append("uri: ").append(request.getUri()).append('\n');
    lines.append("query: ").append(new TreeMap<>(request.getQueryParameters())).append('\n');
    new TreeMap<>(request.getHeaders())
        .forEach((k, v) -> lines.append("header ").append(k).append(": ").append(v).append('\n'));
    lines.append("body: ").append(request.getBody()).append('\n');
    return request.createResponseBuilder(HttpStatus.OK).body(lines.toString()).build();
  }

  /** The body's bytes again, with a status that has no name. */
  public HttpResponseMessage bytes(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<byte[]>> request) {
    return request
        .createResponseBuilder(HttpStatusType.custom(299))
        .header("Content-Type", "image/x-test")
        .header("X-Length", Integer.toString(request.getBody().map(b -> b.length).orElse(-1)))
        .body(request.getBody().orElse(new byte[0]))
        .build();
  }

  /** A raw body. */
  public String text(@HttpTrigger(name = "req") @Nullable String body) {
    return "text: " + body;
  }

  /** A body without Optional. */
  public String plain(@HttpTrigger(name = "req") HttpRequestMessage<@Nullable String> request) {
    return "plain: " + request.getBody();
  }

  /** What {@code @BindingName("id")} finds. */
  public String named(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id) {
    return "id: " + id;
  }

  /** What {@code @BindingName("code")} finds. */
  public String code(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request,
      @BindingName("code") String code) {
    return "code: " + code;
  }

  /** The context of the invocation. */
  public String context(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    context.getLogger().info("a line of the function");
    return String.join(
        " ",
        context.getFunctionName(),
        context.getInvocationId(),
        context.getTraceContext().getTraceparent(),
        context.getTraceContext().getTracestate());
  }

  /** Whether the app can load a class. */
  public String loads(@HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    try {
      return "yes, from " + Class.forName(request.getBody().orElse("")).getClassLoader();
    } catch (ClassNotFoundException e) {
      return "no";
    }
  }

  /** The times of every clock that the app finds as a service. */
  public String clocks(@HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    return ServiceLoader.load(InstantSource.class, HttpFunctions.class.getClassLoader()).stream()
        .map(clock -> clock.get().instant())
        .toList()
        .toString();
  }

  /** Waits for the test's answer. */
  public String probed(@HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request)
      throws Exception {
    Probe.tell(request.getBody().orElse("called"));
    return "probed";
  }

  public @Nullable HttpResponseMessage nothing(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    return null;
  }

  /** Something that gson can look into, and writes. */
  public static final class Song {
    private final String title;
    private final int seconds;

    public Song(String title, int seconds) {
      this.title = title;
      this.seconds = seconds;
    }

    @Override
    public String toString() {
      return title + " of " + seconds + " s";
    }
  }

  public HttpResponseMessage pojo(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    return request.createResponseBuilder(HttpStatus.OK).body(new Song("Coda", 42)).build();
  }

  /** Gson cannot look into what the JDK does not open. */
  public HttpResponseMessage closed(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    return request.createResponseBuilder(HttpStatus.OK).body(Optional.of("x")).build();
  }

  /** A body that the worker reads. */
  public String song(@HttpTrigger(name = "req") HttpRequestMessage<Optional<Song>> request) {
    return "song: " + request.getBody();
  }

  /** A header that is set twice. */
  public HttpResponseMessage cookies(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request) {
    return request
        .createResponseBuilder(HttpStatus.OK)
        .header("Set-Cookie", "a=1")
        .header("set-cookie", "b=2")
        .build();
  }

  /** The two maps of the trigger's data, and the whole of one as text. */
  public String maps(
      @HttpTrigger(name = "req") HttpRequestMessage<Optional<String>> request,
      @BindingName("Query") Map<String, String> query,
      @BindingName("Query") String text,
      @BindingName("Headers") Map<String, String> headers) {
    return query + " " + text + " " + headers.get("x-one");
  }

  /** Two of one name: refused. */
  public String twice(@HttpTrigger(name = "req") String body) {
    return body;
  }

  public String twice(@HttpTrigger(name = "req") String body, ExecutionContext context) {
    return body + context;
  }

  /** A body as a number. */
  public String number(@HttpTrigger(name = "req") HttpRequestMessage<Integer> request) {
    return "number: " + request.getBody();
  }

  /** A parameter that nothing binds: refused. */
  public String unbound(@HttpTrigger(name = "req") String body, String other) {
    return body + other;
  }
}
