package io.artistos.local.cosmos;

import static java.util.Objects.requireNonNull;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.models.CompositePath;
import com.azure.cosmos.models.CompositePathSortOrder;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKeyDefinition;
import com.azure.cosmos.models.PartitionKeyDefinitionVersion;
import com.azure.cosmos.models.PartitionKind;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.cosmos.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server on a new file and the real SDK's client for it, for the tests of one class. */
final class LocalCosmos implements BeforeAllCallback, AfterAllCallback {

  static final String KEY =
      Base64.getEncoder().encodeToString("not a secret".getBytes(StandardCharsets.UTF_8));

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final AtomicInteger containers = new AtomicInteger();
  private @Nullable Path folder;
  private @Nullable CosmosServer server;
  private @Nullable CosmosClient client;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("cosmos");
    InstantSource source = now::get;
    server =
        CosmosServer.start(
            new CosmosServer.Options(
                0, folder.resolve("cosmos.mv"), KEY, null, source.withZone(ZoneOffset.UTC), null));
    server.provision("db", Json.parse("[]"));
    client = connect(server.uri().toString());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    client().close();
    server().close();
    try (Stream<Path> files = Files.walk(requireNonNull(folder))) {
      files.sorted(Comparator.reverseOrder()).forEach(LocalCosmos::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CosmosClient connect(String endpoint) {
    return new CosmosClientBuilder()
        .endpoint(endpoint)
        .key(KEY)
        .gatewayMode()
        .consistencyLevel(ConsistencyLevel.SESSION)
        .contentResponseOnWriteEnabled(false)
        .buildClient();
  }

  CosmosServer server() {
    return requireNonNull(server);
  }

  CosmosClient client() {
    return requireNonNull(client);
  }

  CosmosDatabase database() {
    return client().getDatabase("db");
  }

  /** Moves the clock of the items. */
  void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  /** A new, empty container. */
  CosmosContainer container(String... partitionKeyPaths) {
    return container(null, null, partitionKeyPaths);
  }

  CosmosContainer container(@Nullable Integer defaultTtl, String... partitionKeyPaths) {
    return container(defaultTtl, null, partitionKeyPaths);
  }

  /** A new, empty container with an indexing policy. */
  CosmosContainer container(IndexingPolicy indexingPolicy, String... partitionKeyPaths) {
    return container(null, indexingPolicy, partitionKeyPaths);
  }

  /** One of the ways to sort by several paths; those with a minus go down. */
  static List<CompositePath> composite(String... paths) {
    return Stream.of(paths)
        .map(
            path ->
                new CompositePath()
                    .setPath(path.replace("-", ""))
                    .setOrder(
                        path.startsWith("-")
                            ? CompositePathSortOrder.DESCENDING
                            : CompositePathSortOrder.ASCENDING))
        .toList();
  }

  private CosmosContainer container(
      @Nullable Integer defaultTtl,
      @Nullable IndexingPolicy indexingPolicy,
      String... partitionKeyPaths) {
    PartitionKeyDefinition key = new PartitionKeyDefinition().setPaths(List.of(partitionKeyPaths));
    if (partitionKeyPaths.length > 1) {
      key.setKind(PartitionKind.MULTI_HASH).setVersion(PartitionKeyDefinitionVersion.V2);
    }
    CosmosContainerProperties properties =
        new CosmosContainerProperties("c" + containers.incrementAndGet(), key);
    properties.setDefaultTimeToLiveInSeconds(defaultTtl);
    if (indexingPolicy != null) {
      properties.setIndexingPolicy(indexingPolicy);
    }
    database().createContainer(properties);
    return database().getContainer(properties.getId());
  }

  /** JSON with single quotes. */
  static ObjectNode json(String text) {
    return (ObjectNode) Json.parse(text.replace('\'', '"'));
  }

  /** The rows of a query, as compact JSON texts. */
  static List<String> rows(
      CosmosContainer container,
      @Nullable CosmosQueryRequestOptions options,
      String sql,
      Object... values) {
    return container.queryItems(spec(sql, values), options, JsonNode.class).stream()
        .map(row -> row.toString().replace('"', '\''))
        .toList();
  }

  static SqlQuerySpec spec(String sql, Object... values) {
    SqlQuerySpec spec = new SqlQuerySpec(sql);
    for (int i = 0; i < values.length; i++) {
      spec.getParameters().add(new SqlParameter("@" + i, values[i]));
    }
    return spec;
  }
}
