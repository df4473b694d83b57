package io.artistos.local.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import io.artistos.local.http.Request;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP request in the form that Java sees it (contracts 4.5). */
final class HttpInput implements TriggerInput {

  private final HttpMethod method;
  private final URI uri;
  private final Map<String, String> headers;
  private final Map<String, String> query;
  private final byte @Nullable [] body;
  private final BindingData data;

  /**
   * @param route the values captured by the route
   * @throws IllegalArgumentException for a method, URI or peer that cannot be expressed
   */
  HttpInput(Request request, Map<String, String> route) {
    this.method = HttpMethod.value(request.method());
    this.headers = headers(request);
    this.uri = uri(request, headers);
    this.query = query(request);
    this.body = body(request, headers);
    Map<String, String> open = new LinkedHashMap<>(query);
    open.remove("code");
    BindingData.Builder found = new BindingData.Builder().putAbsent(route).putAbsent(open);
    if (body != null) {
      found.putMembers(text(body), false);
    }
    this.data =
        found
            .put("Query", BindingData.object(query))
            .put("Headers", BindingData.object(headers))
            .build();
  }

  /** HttpRequestMessage of String, byte[] or what JSON can be read as, or an Optional of them. */
  static boolean accepts(ParameterizedType target) {
    return target.getRawType() == HttpRequestMessage.class
        && content(target.getActualTypeArguments()[0]) instanceof Class<?>;
  }

  @Override
  public @Nullable Object value(Type target) {
    return target instanceof ParameterizedType message
        ? new Message(this, content(this, message.getActualTypeArguments()[0]))
        : content(this, target);
  }

  @Override
  public BindingData data() {
    return data;
  }

  @Override
  public @Nullable String traceparent() {
    return headers.get("traceparent");
  }

  @Override
  public @Nullable String tracestate() {
    return headers.get("tracestate");
  }

  private static Type content(Type type) {
    return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
        ? optional.getActualTypeArguments()[0]
        : type;
  }

  private static @Nullable Object content(HttpInput input, Type type) {
    Object value = input.body == null ? null : content(input.body, content(type));
    return type instanceof ParameterizedType ? Optional.ofNullable(value) : value;
  }

  private static @Nullable Object content(byte[] body, Type type) {
    if (type == byte[].class) {
      return body;
    }
    return type == String.class ? text(body) : WorkerJson.read(text(body), type);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
    headers.put("x-forwarded-for", ForwardedFor.of(request));
    headers.remove(ForwardedFor.LOCAL_PEER);
    headers.putIfAbsent("x-forwarded-proto", "http");
    return Collections.unmodifiableMap(headers);
  }

  private static URI uri(Request request, Map<String, String> headers) {
    String host = headers.getOrDefault("disguised-host", headers.getOrDefault("host", "localhost"));
    String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
    return URI.create(headers.get("x-forwarded-proto") + "://" + host + request.path() + query);
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> parameter : request.query().entrySet()) {
      String value = String.join(",", parameter.getValue());
      if (!value.isEmpty()) {
        query.put(parameter.getKey(), value);
      }
    }
    return Collections.unmodifiableMap(query);
  }

  /** Only a body with a length is handed over, a chunked one is not. */
  private static byte @Nullable [] body(Request request, Map<String, String> headers) {
    if (headers.getOrDefault("content-length", "0").equals("0")) {
      return null;
    }
    String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    boolean binary = type.startsWith("application/octet-stream") || type.startsWith("multipart/");
    // Everything else passes through a string on its way to Java: what is not UTF-8 is damaged.
    return binary ? request.body() : text(request.body()).getBytes(StandardCharsets.UTF_8);
  }

  private record Message(HttpInput input, @Nullable Object body)
      implements HttpRequestMessage<@Nullable Object> {

    @Override
    public URI getUri() {
      return input.uri;
    }

    @Override
    public HttpMethod getHttpMethod() {
      return input.method;
    }

    @Override
    public Map<String, String> getHeaders() {
      return input.headers;
    }

    @Override
    public Map<String, String> getQueryParameters() {
      return input.query;
    }

    @Override
    public @Nullable Object getBody() {
      return body;
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
      return new HttpReply(status);
    }

    @Override
    public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
      return new HttpReply(status);
    }
  }
}
