package io.artistos.bench;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Creates items with the SDK and nothing else, with the app's options: the item that the app stored
 * for a fan, under another id each time. Thread-safe.
 */
final class BareCreates implements AutoCloseable {

  private static final int ID_BYTES = 32;

  private final CosmosClient client;
  private final CosmosContainer fans;
  private final ObjectNode fan;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key the account's, in base64
   * @param fan the JSON text of a stored fan
   */
  BareCreates(String endpoint, String key, String fan) {
    this.client =
        new CosmosClientBuilder()
            .endpoint(endpoint)
            .key(key)
            .consistencyLevel(ConsistencyLevel.SESSION)
            .contentResponseOnWriteEnabled(false)
            .gatewayMode()
            .buildClient();
    this.fans = client.getDatabase("artistos").getContainer("fans");
    this.fan = withoutSystemProperties(fan);
  }

  /** One create of one item. */
  void create() {
    create(fan.get("tenantId").asText());
  }

  /** The same for another tenant. */
  void create(String tenant) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    ObjectNode item = fan.deepCopy().put("id", id).put("tenantId", tenant);
    fans.createItem(
        item,
        new PartitionKeyBuilder().add(tenant).add(id).build(),
        new CosmosItemRequestOptions());
  }

  /** A stored item as it can be stored again. */
  static ObjectNode withoutSystemProperties(String json) {
    try {
      ObjectNode item = (ObjectNode) new ObjectMapper().readTree(json);
      return item.remove(java.util.List.of("_rid", "_self", "_etag", "_attachments", "_ts"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no item", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
