package io.artistos.local.vendors.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Writes a document that satisfies a JSON schema, in the part of JSON Schema that structured
 * outputs have. The choices hang on the seed alone.
 */
final class SchemaWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int USUAL_ITEMS = 3;
  private static final int MAX_DEPTH = 20;

  private static final List<String> SENTENCES =
      List.of(
          "Share a short clip of the new song and ask what people hear in it.",
          "Tell the story behind the chorus in a few honest lines.",
          "Thank the fans who have been there from the first show.",
          "Post a photo from the studio and name everybody who played.",
          "Invite fans to save the song before release day.",
          "Send the song to three playlist curators with a personal note.",
          "Answer every comment of the first day by hand.",
          "Show the artwork and say who made it.");

  private static final List<String> PHRASES =
      List.of(
          "Behind the song",
          "First listen",
          "Studio diary",
          "Meet the band",
          "Out this week",
          "A thank you",
          "The story so far",
          "Your favourite line");

  private final JsonNode root;
  private final Random random;

  SchemaWriter(JsonNode schema, String seed) {
    this.root = schema;
    UUID hash = UUID.nameUUIDFromBytes((schema + seed).getBytes(StandardCharsets.UTF_8));
    this.random = new Random(hash.getMostSignificantBits());
  }

  /**
   * The document.
   *
   * @throws IllegalArgumentException when the schema has something that is not understood here
   */
  JsonNode write() {
    return value(root, 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("the schema never ends");
    }
    if (schema.has("$ref")) {
      return value(resolve(schema.path("$ref").asText()), depth + 1);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.has("enum")) {
      return pick(schema.path("enum"));
    }
    if (schema.has("anyOf")) {
      return value(notNull(schema.path("anyOf")), depth + 1);
    }
    JsonNode type = schema.path("type");
    boolean nullable = type.isArray() && type.toString().contains("\"null\"");
    // The root stays: whoever asks for a document wants one.
    if (nullable && depth > 0 && random.nextInt(4) == 0) {
      return NODES.nullNode();
    }
    String name = type.isArray() ? firstType(type) : type.asText();
    return switch (name) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "string" -> NODES.textNode(string(schema));
      case "integer" -> NODES.numberNode(integer(schema));
      case "number" -> NODES.numberNode((double) integer(schema));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> throw new IllegalArgumentException("the local model knows no type " + name);
    };
  }

  private JsonNode resolve(String reference) {
    JsonNode found = root.at(reference.substring(1));
    if (!reference.startsWith("#") || found.isMissingNode()) {
      throw new IllegalArgumentException("the schema has no " + reference);
    }
    return found;
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(each -> object.set(each.getKey(), value(each.getValue(), depth + 1)));
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
    int size = Math.max(schema.path("minItems").asInt(), Math.min(USUAL_ITEMS, most));
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      array.add(value(schema.path("items"), depth + 1));
    }
    return array;
  }

  private long integer(JsonNode schema) {
    long least = (long) Math.ceil(schema.path("minimum").asDouble(Long.MIN_VALUE));
    long most = (long) Math.floor(schema.path("maximum").asDouble(Long.MAX_VALUE));
    if (schema.has("exclusiveMinimum")) {
      least = Math.max(least, schema.path("exclusiveMinimum").asLong() + 1);
    }
    if (schema.has("exclusiveMaximum")) {
      most = Math.min(most, schema.path("exclusiveMaximum").asLong() - 1);
    }
    long from = Math.max(least, Math.min(1, most));
    long to = Math.min(most, from + 9);
    return from + random.nextInt((int) (to - from + 1));
  }

  private String string(JsonNode schema) {
    if (schema.has("pattern")) {
      throw new IllegalArgumentException("the local model cannot follow a pattern");
    }
    String date = LocalDate.of(2027, 1, 1).plusDays(random.nextInt(56)).toString();
    return switch (schema.path("format").asText()) {
      case "date" -> date;
      case "date-time" -> date + "T10:00:00Z";
      case "" -> text(schema);
      default -> throw new IllegalArgumentException("the local model cannot follow a format");
    };
  }

  /** A sentence where there is room for one. */
  private String text(JsonNode schema) {
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    List<String> choice = most < 80 ? PHRASES : SENTENCES;
    StringBuilder text = new StringBuilder(pick(choice));
    while (text.length() < schema.path("minLength").asInt()) {
      text.append(' ').append(pick(choice));
    }
    return text.substring(0, Math.min(most, text.length()));
  }

  private String pick(List<String> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  private JsonNode pick(JsonNode choice) {
    return choice.path(random.nextInt(choice.size()));
  }

  private static JsonNode notNull(JsonNode choice) {
    for (JsonNode each : choice) {
      if (!each.path("type").asText().equals("null")) {
        return each;
      }
    }
    return choice.path(0);
  }

  private static String firstType(JsonNode types) {
    for (JsonNode type : types) {
      if (!type.asText().equals("null")) {
        return type.asText();
      }
    }
    return "null";
  }
}
