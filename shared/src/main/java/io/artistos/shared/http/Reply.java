package io.artistos.shared.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer; immutable.
 *
 * @param body text, empty for none
 */
public record Reply(int status, Map<String, String> headers, String body) {

  /** {@code value} as JSON. */
  public static Reply json(int status, Object value) {
    return new Reply(
        status, Map.of("Content-Type", "application/json; charset=utf-8"), Json.write(value));
  }

  public static Reply html(int status, String html) {
    return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), html);
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), "");
  }

  /** 303: the browser goes on with GET, and a reload repeats nothing. */
  public static Reply seeOther(String location) {
    return empty(303).with("Location", location);
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body);
  }
}
