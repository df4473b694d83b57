package io.artistos.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An item that is about to be stored: checked, and serialised up to the system members, which only
 * the store can give.
 *
 * @param head JSON without its last brace
 * @param ttl as {@link StoredItem#ttl}
 */
record ItemBody(String id, PartitionKey partitionKey, int ttl, byte[] head) {

  static final int MAX_BYTES = 2 << 20;
  private static final List<String> SYSTEM =
      List.of("_rid", "_self", "_etag", "_attachments", "_ts");

  /**
   * Reads what a client sent.
   *
   * @throws Refusal 400 when it is no item, 413 when it is over 2 MB
   */
  static ItemBody parse(byte[] utf8, ContainerDefinition container) {
    if (utf8.length > MAX_BYTES) {
      throw Refusal.tooLarge();
    }
    try {
      return of(Json.parse(utf8), container);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("The input content is invalid: " + e.getMessage());
    }
  }

  /** Takes the tree over; system members in it are dropped. */
  static ItemBody of(JsonNode tree, ContainerDefinition container) {
    if (!(tree instanceof ObjectNode item)) {
      throw Refusal.badRequest("The input content is invalid: an item is a JSON object.");
    }
    item.remove(SYSTEM);
    String id = Ids.check(item.path("id"));
    int ttl = 0;
    if (container.defaultTtl() != null && item.has("ttl")) {
      ttl = Ids.checkTtl(item.path("ttl"), "ttl");
    }
    byte[] json = Json.bytes(item);
    if (json.length > MAX_BYTES) {
      throw Refusal.tooLarge();
    }
    return new ItemBody(
        id, PartitionKey.of(item, container.paths()), ttl, Arrays.copyOf(json, json.length - 1));
  }

  /** The whole item; {@code self} is its address by rids. */
  byte[] complete(String rid, String self, String etag, long seconds) {
    return joined(
        head,
        ",\"_rid\":\""
            + rid
            + "\",\"_self\":\""
            + self
            + "\",\"_etag\":\"\\\""
            + etag
            + "\\\"\",\"_attachments\":\"attachments/\",\"_ts\":"
            + seconds
            + "}");
  }

  /** An item's JSON with one more member. */
  static byte[] with(byte[] json, String name, long value) {
    byte[] open = Arrays.copyOf(json, json.length - 1);
    return joined(open, ",\"" + name + "\":" + value + "}");
  }

  private static byte[] joined(byte[] head, String text) {
    byte[] tail = text.getBytes(StandardCharsets.UTF_8);
    byte[] json = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, json, head.length, tail.length);
    return json;
  }
}
