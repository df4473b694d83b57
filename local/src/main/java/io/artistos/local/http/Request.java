package io.artistos.local.http;

import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read whole.
 *
 * @param method upper case
 * @param path as sent, still percent-encoded
 * @param rawQuery without the question mark, still percent-encoded
 * @param headers names in lower case, values in the order sent
 * @param body empty when there was none
 * @param peer the socket's other end
 */
public record Request(
    String method,
    String path,
    @Nullable String rawQuery,
    Map<String, List<String>> headers,
    byte[] body,
    InetSocketAddress peer) {

  /** The header's first value; {@code name} in lower case. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  /** Decoded query parameters; of a repeated one the values in order. */
  public Map<String, List<String>> query() {
    return parseForm(rawQuery == null ? "" : rawQuery);
  }

  /** The first value of a query parameter. */
  public @Nullable String query(String name) {
    List<String> values = query().get(name);
    return values == null ? null : values.getFirst();
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Reads {@code a=1&b=2}, also as a form body has it. */
  public static Map<String, List<String>> parseForm(String form) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values.computeIfAbsent(decode(name), k -> new java.util.ArrayList<>()).add(decode(value));
    }
    return values;
  }

  /** Percent-decodes one path segment, where a plus is a plus. */
  public static String decodeSegment(String segment) {
    return decode(segment.replace("+", "%2B"));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
