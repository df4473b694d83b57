package io.artistos.local.host;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.artistos.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A function's answer and its builder in one, as in the worker. One value per header name. */
final class HttpReply implements HttpResponseMessage, HttpResponseMessage.Builder {

  /** The server computes these. */
  private static final Set<String> SERVERS = Set.of("content-length", "transfer-encoding");

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private HttpStatusType status;
  private @Nullable Object body;

  HttpReply(HttpStatusType status) {
    this.status = status;
  }

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public @Nullable Object getBody() {
    return body;
  }

  @Override
  public HttpReply status(HttpStatusType value) {
    status = value;
    return this;
  }

  @Override
  public HttpReply header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  @Override
  public HttpReply body(@Nullable Object value) {
    body = value;
    return this;
  }

  @Override
  public HttpReply build() {
    return this;
  }

  /**
   * What goes over the wire.
   *
   * @param returned what the function returned
   * @param whenNull the status for a null
   * @throws IllegalArgumentException for what cannot be sent
   */
  static Response response(@Nullable Object returned, int whenNull) {
    if (returned == null) {
      return Response.empty(whenNull);
    }
    if (returned instanceof String text) {
      return Response.text(200, text);
    }
    if (!(returned instanceof HttpReply reply)) {
      throw new IllegalArgumentException(
          "an answer that was not made by createResponseBuilder: " + returned.getClass());
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(reply.headers);
    headers.keySet().removeAll(SERVERS);
    headers.values().forEach(HttpReply::checkHeader);
    if (reply.body != null && !(reply.body instanceof byte[])) {
      headers.putIfAbsent("Content-Type", "text/plain; charset=utf-8");
    }
    return new Response(reply.getStatusCode(), headers, bytes(reply.body));
  }

  private static byte[] bytes(@Nullable Object body) {
    return switch (body) {
      case null -> new byte[0];
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      case byte[] bytes -> bytes;
      // Labelled as text all the same: whoever wants JSON sets the header.
      default -> WorkerJson.write(body).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static void checkHeader(String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line break in a header");
    }
  }
}
