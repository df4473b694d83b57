package io.artistos.shared.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer; immutable.
 *
 * @param body text, empty for none
 * @param about what the call turned out to be about, for the audit log, such as {@code
 *     roles:press}; empty where its path or its answer says it anyway
 */
public record Reply(int status, Map<String, String> headers, String body, Optional<String> about) {

  private static final int CREATED = 201;

  public Reply(int status, Map<String, String> headers, String body) {
    this(status, headers, body, Optional.empty());
  }

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
    return new Reply(status, more, body, about);
  }

  /**
   * The same, saying what the call turned out to be about.
   *
   * @param id never anything personal
   */
  public Reply about(String collection, String id) {
    return new Reply(status, headers, body, Optional.of(collection + ":" + id));
  }

  /**
   * The id of what was made, as an answer with 201 has it: the member {@code id}, of the whole or
   * of the one thing in it.
   */
  public Optional<String> made() {
    return status == CREATED
        ? json().map(Reply::id).filter(JsonNode::isTextual).map(JsonNode::textValue)
        : Optional.empty();
  }

  private static JsonNode id(JsonNode whole) {
    return whole.has("id") ? whole.path("id") : whole.findPath("id");
  }

  /** How many things it hands out: what its lists have in them, and 1 where there is none. */
  public int things() {
    return json()
        .map(whole -> whole.valueStream().filter(JsonNode::isArray).mapToInt(JsonNode::size).sum())
        .filter(sum -> sum > 0)
        .orElse(1);
  }

  private Optional<JsonNode> json() {
    if (!headers.getOrDefault("Content-Type", "").startsWith("application/json")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.MAPPER.readTree(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("we wrote this ourselves", e);
    }
  }
}
