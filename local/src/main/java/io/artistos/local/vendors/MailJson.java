package io.artistos.local.vendors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail as JSON, for the store and for {@code /inbox.json}; and JSON in one canonical form. */
final class MailJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private MailJson() {}

  static ObjectNode write(ReceivedMail mail) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", mail.id()).put("from", mail.from());
    putAll(node, "to", mail.to());
    putAll(node, "cc", mail.cc());
    putAll(node, "bcc", mail.bcc());
    putAll(node, "replyTo", mail.replyTo());
    node.put("subject", mail.subject()).put("html", mail.html()).put("text", mail.text());
    mail.headers().forEach(node.putObject("headers")::put);
    mail.tags().forEach(node.putObject("tags")::put);
    node.put("receivedAt", mail.receivedAt().toString());
    return node.put("idempotencyKey", mail.idempotencyKey());
  }

  static ReceivedMail read(JsonNode node) {
    return new ReceivedMail(
        node.path("id").asText(),
        node.path("from").asText(),
        list(node.path("to")),
        list(node.path("cc")),
        list(node.path("bcc")),
        list(node.path("replyTo")),
        node.path("subject").asText(),
        textOrNull(node.path("html")),
        textOrNull(node.path("text")),
        map(node.path("headers")),
        map(node.path("tags")),
        Instant.parse(node.path("receivedAt").asText()),
        textOrNull(node.path("idempotencyKey")));
  }

  /**
   * The request that sends such a mail, by Resend's names, indented. Fields that were left out or
   * empty are left out; a single recipient is an array of one, however it was sent.
   */
  static String request(ReceivedMail mail) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("from", mail.from());
    putAll(node, "to", mail.to());
    putAll(node, "cc", mail.cc());
    putAll(node, "bcc", mail.bcc());
    putAll(node, "reply_to", mail.replyTo());
    node.put("subject", mail.subject()).put("html", mail.html()).put("text", mail.text());
    mail.headers().forEach(node.putObject("headers")::put);
    ArrayNode tags = node.putArray("tags");
    mail.tags().forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
    node.removeIf(value -> value.isNull() || (value.isContainerNode() && value.isEmpty()));
    return node.toPrettyString();
  }

  static JsonNode parse(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** Reads what this class wrote. */
  static JsonNode parseOwn(String json) {
    try {
      return parse(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the mail store is damaged", e);
    }
  }

  /** The same text for the same content, whatever the order of the fields was. */
  static String canonical(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(MAPPER.treeToValue(node, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static void putAll(ObjectNode node, String name, List<String> values) {
    values.forEach(node.putArray(name)::add);
  }

  /** As an array of {@code {"name":…,"value":…}}. */
  static void putTags(ObjectNode node, Map<String, String> tags) {
    ArrayNode array = node.putArray("tags");
    tags.forEach((name, value) -> array.addObject().put("name", name).put("value", value));
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private static List<String> list(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> values = new LinkedHashMap<>();
    object.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }
}
