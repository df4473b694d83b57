package io.artistos.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP answer; immutable, {@link #with} gives a copy with one header more.
 *
 * @param over how long the body takes to be sent, in pieces; zero sends it at once
 */
public record Response(int status, Map<String, String> headers, byte[] body, Duration over) {

  private static final com.fasterxml.jackson.databind.ObjectMapper JSON =
      new com.fasterxml.jackson.databind.ObjectMapper();

  public Response(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, Duration.ZERO);
  }

  /** No answer at all: the connection is closed, as when a server dies after it did the work. */
  public static Response cut() {
    return new Response(0, Map.of(), new byte[0]);
  }

  /** Whether it is {@link #cut}. */
  public boolean isCut() {
    return status == 0;
  }

  /** An answer without a body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), new byte[0]);
  }

  /** {@code value} (a tree, map, list or bean) as JSON. */
  public static Response json(int status, Object value) {
    try {
      return of(status, "application/json", JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not serialisable as JSON", e);
    }
  }

  public static Response html(int status, String html) {
    return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  public static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, over);
  }

  /** The same with a body that takes so long. */
  public Response over(Duration time) {
    return new Response(status, headers, body, time);
  }
}
