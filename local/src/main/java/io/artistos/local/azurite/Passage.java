package io.artistos.local.azurite;

import com.sun.net.httpserver.HttpExchange;
import io.artistos.local.faults.Fault;
import io.artistos.local.faults.Faults;
import io.artistos.local.http.LocalHttpServer;
import io.artistos.local.http.Request;
import io.artistos.local.http.Response;
import io.artistos.local.tls.LocalAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests on to one of Azurite's services and the answers back, both as streams: a file of
 * any size passes through a small buffer. Between them is the layer of faults.
 */
final class Passage implements AutoCloseable {

  /** What belongs to a connection, or is made anew for the next one. */
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "transfer-encoding",
          "upgrade");

  /** Marks the service's own answer, which is sent on, unlike what a fault puts in its place. */
  private static final String PASSED = "passed";

  /** What a chunked body is taken to be long. */
  private static final int UNKNOWN = 16 << 10;

  /** learn.microsoft.com, Common REST API error codes. */
  private static final Map<Integer, String> CODES =
      Map.of(
          403, "AuthorizationFailure",
          404, "ResourceNotFound",
          409, "ResourceAlreadyExists",
          412, "ConditionNotMet",
          500, "InternalError",
          503, "ServerBusy");

  private final URI service;
  private final HttpClient client;
  private final Faults faults;
  private final LocalHttpServer server;

  private Passage(String name, int port, URI service, @Nullable LocalAuthority tls) {
    this.service = service;
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    this.client = (tls == null ? builder : builder.sslContext(tls.sslContext())).build();
    this.faults = new Faults(name, Passage::onDemand);
    this.server =
        LocalHttpServer.startStreaming(port, tls == null ? null : tls.sslContext(), this::pass);
  }

  /**
   * Starts listening.
   *
   * @param name of the stand-in, for {@code /control/faults}
   * @param port 0 takes a free one
   */
  static Passage start(String name, int port, URI service, @Nullable LocalAuthority tls) {
    return new Passage(name, port, service, tls);
  }

  URI uri() {
    return server.uri();
  }

  Faults faults() {
    return faults;
  }

  @Override
  public void close() {
    server.close();
    client.shutdownNow();
  }

  private void pass(HttpExchange exchange) throws IOException {
    Request request = LocalHttpServer.request(exchange, new byte[0]);
    AtomicReference<HttpResponse<InputStream>> upstream = new AtomicReference<>();
    try (exchange) {
      Response answer =
          faults.around(request, request.path(), () -> handOn(exchange, request, upstream));
      HttpResponse<InputStream> response = upstream.get();
      if (response == null) {
        answer(exchange, answer);
        return;
      }
      try (InputStream body = response.body()) {
        if (answer.headers().containsKey(PASSED)) {
          handBack(exchange, response, body, answer.over());
        } else {
          answer(exchange, answer);
        }
      }
    }
  }

  private static void answer(HttpExchange exchange, Response answer) throws IOException {
    if (!answer.isCut()) {
      LocalHttpServer.write(exchange, answer);
    }
  }

  /** Gives the head of the answer, of which the body is still to be read. */
  private Response handOn(
      HttpExchange exchange, Request request, AtomicReference<HttpResponse<InputStream>> upstream) {
    String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
    HttpRequest.Builder onward =
        HttpRequest.newBuilder(service.resolve(request.path() + query))
            .method(request.method(), body(exchange, request));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name)) {
                values.forEach(value -> onward.header(name, value));
              }
            });
    try {
      HttpResponse<InputStream> response =
          client.send(onward.build(), HttpResponse.BodyHandlers.ofInputStream());
      upstream.set(response);
      return Response.empty(response.statusCode()).with(PASSED, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Response.cut();
    }
  }

  private static BodyPublisher body(HttpExchange exchange, Request request) {
    String length = request.header("content-length");
    if (length == null && request.header("transfer-encoding") == null) {
      return BodyPublishers.noBody();
    }
    BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
    if (length == null) {
      return stream;
    }
    long bytes = Long.parseLong(length);
    return bytes == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, bytes);
  }

  private static void handBack(
      HttpExchange exchange, HttpResponse<InputStream> response, InputStream body, Duration over)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
              }
            });
    long length = response.headers().firstValueAsLong("content-length").orElse(0);
    int status = response.statusCode();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    boolean chunked = response.headers().firstValue("transfer-encoding").isPresent();
    exchange.sendResponseHeaders(status, chunked ? 0 : length == 0 ? -1 : length);
    if (chunked || length > 0) {
      LocalHttpServer.send(body, chunked ? UNKNOWN : length, exchange.getResponseBody(), over);
    }
  }

  private static Response onDemand(Fault fault, String path) {
    String code = fault.name();
    if (code == null) {
      code = CODES.getOrDefault(fault.status(), "Status" + fault.status());
    }
    String body =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <Error><Code>%s</Code><Message>As was asked for.</Message></Error>
        """
            .formatted(code);
    return Response.of(fault.status(), "application/xml", body.getBytes(StandardCharsets.UTF_8))
        .with("x-ms-error-code", code);
  }
}
