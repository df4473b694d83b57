package io.artistos.functions.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.functions.suite.PackagedFunctions.Body;
import io.artistos.functions.suite.PackagedFunctions.Function;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes up calls of a function, from what {@code docs/openapi.yaml} says that it takes. */
final class FuzzedCalls {

  private static final int LONGEST_PATH = 3_000;

  /** Beside the function's own. JDK's client refuses to send control characters. */
  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Language",
          "Artist-Account",
          "Authorization",
          "Cookie",
          "Idempotency-Key",
          "If-Match",
          "If-None-Match",
          "Origin",
          "Range",
          "Referer",
          "traceparent",
          "User-Agent",
          "X-Forwarded-For");

  private static final List<String> TYPES =
      List.of(
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/json;charset=",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "text/plain",
          "text/csv",
          "application/xml",
          "APPLICATION/JSON",
          "json",
          ";",
          "*/*");

  private static final List<String> BROKEN =
      List.of(
          "",
          "{",
          "[]",
          "null",
          "\"x\"",
          "{}{}",
          "{\"a\":1,\"a\":2}",
          "{\"a\":" + "[".repeat(1_200),
          "[".repeat(100_000),
          "{\"a\":" + "1".repeat(1_500) + "}",
          "{\"a\":1e1000000000}",
          "{\"a\":NaN}",
          "{'a':1}",
          "\uFEFF{}",
          "\u0000",
          "<a/>",
          "a=1&a=2&=&&%ff=%zz",
          "email=a%40b.example&email=c%40d.example&consent=%00");

  private static final List<String> SEGMENTS =
      List.of("%00", "%FF%FE", "%ED%A0%80", "%2F..%2F", "%252F", "%0D%0A", "a;b=c", "%3Cfz-tag%3E");

  private final Random random;
  private final Hostile hostile;

  FuzzedCalls(Random random) {
    this.random = random;
    this.hostile = new Hostile(random);
  }

  /** As the documentation says. */
  static FuzzedCall asDocumented(Function function, String who, List<String> path) {
    return new FuzzedCall(
        function,
        who,
        function.path(path),
        function.example().stream()
            .map(example -> Map.entry("Content-Type", example.mediaType()))
            .toList(),
        function.example().map(Body::text).orElse("").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param known parameters of the path with which the function finds something
   * @param values further ones to put into queries, such as tokens of links
   * @param mayFind whether the path may be right
   */
  FuzzedCall next(
      Function function, String who, List<String> known, List<String> values, boolean mayFind) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    byte[] body = body(function);
    if (body.length > 0 || hostile.chance(20)) {
      type(function).ifPresent(type -> headers.add(Map.entry("Content-Type", type)));
    }
    Stream.concat(function.headers().stream(), HEADERS.stream())
        .distinct()
        .filter(name -> hostile.chance(function.headers().contains(name) ? 15 : 3))
        .forEach(name -> headers.add(Map.entry(name, header(hostile.line()))));
    if (hostile.chance(10)) {
      headers.add(Map.entry("Accept", "text/html,application/xhtml+xml"));
    }
    return new FuzzedCall(
        function, who, path(function, known, mayFind) + query(function, values), headers, body);
  }

  private String path(Function function, List<String> known, boolean mayFind) {
    List<String> values = new ArrayList<>(known);
    if (!values.isEmpty() && (!mayFind || hostile.chance(20))) {
      values.set(random.nextInt(values.size()), segment());
    }
    return function.path(values);
  }

  /** Not empty and no dots: those would be another path. */
  private String segment() {
    if (hostile.chance(30)) {
      return hostile.one(SEGMENTS);
    }
    String text = encode(hostile.line());
    return text.isEmpty() || text.matches("\\.{1,2}") ? "x" : cut(text);
  }

  private String query(Function function, List<String> values) {
    List<String> pairs = new ArrayList<>();
    for (String name : function.queries()) {
      if (!values.isEmpty() && hostile.chance(40)) {
        pairs.add(name + "=" + encode(hostile.one(values)));
      }
      if (hostile.chance(40)) {
        pairs.add(name + "=" + cut(encode(hostile.line())));
      }
    }
    if (hostile.chance(5)) {
      pairs.add(cut(encode(hostile.line())) + "=" + hostile.one(SEGMENTS));
    }
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  private Optional<String> type(Function function) {
    if (hostile.chance(15)) {
      return hostile.chance(10) ? Optional.empty() : Optional.of(hostile.one(TYPES));
    }
    return Optional.of(function.example().map(Body::mediaType).orElse("application/json"));
  }

  private byte[] body(Function function) {
    if (function.method().equals("GET") || function.method().equals("HEAD")) {
      return new byte[0];
    }
    Optional<Body> example = function.example();
    if (example.isEmpty()) {
      return hostile.chance(70) ? new byte[0] : bytes(hostile.one(BROKEN));
    }
    JsonNode json = example.get().json();
    String text =
        switch (random.nextInt(20)) {
          case 0 -> hostile.write(hostile.value());
          case 1, 2 -> hostile.one(BROKEN);
          case 3 -> cut(example.get().text(), random.nextInt(example.get().text().length() + 1));
          case 4 -> form(hostile.changed(json, function.members()));
          case 5, 6, 7 -> example.get().text();
          default ->
              json.isContainerNode()
                  ? hostile.write(hostile.changed(json, function.members()))
                  : inserted(json.asText());
        };
    return bytes(text);
  }

  private byte[] bytes(String text) {
    return text.getBytes(hostile.chance(5) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  private String inserted(String text) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + hostile.text() + text.substring(at);
  }

  /** As a browser would send it, some fields twice. */
  private String form(JsonNode json) {
    return json.properties().stream()
        .flatMap(
            member -> {
              String pair = encode(member.getKey()) + "=" + encode(member.getValue().asText());
              return hostile.chance(30) ? Stream.of(pair, pair) : Stream.of(pair);
            })
        .collect(Collectors.joining("&"));
  }

  /** UTF-8 in a header is bytes; the client sends ISO 8859-1. */
  private static String header(String text) {
    String bytes =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            .replaceAll("[\\x00-\\x1F\\x7F]", "?")
            .strip();
    return cut(bytes, 7_000);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The server reads lines of a limited length; not in the middle of an escape. */
  private static String cut(String encoded) {
    return cut(encoded, LONGEST_PATH).replaceFirst("%[0-9A-F]?$", "");
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
