package io.artistos.shared.cosmos;

import com.azure.core.credential.TokenCredential;
import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;

/**
 * The product's database. Tenants' data is reached only through {@link #tenant}, which needs a
 * {@link TenantId}; the platform's own directory and the deliberate sweeps have an entrance each.
 * Thread-safe; one for the life of the process, opened on first use.
 */
public final class Database implements AutoCloseable {

  /** How the SDK reaches the data. Gateway needs few connections and starts quickly. */
  public enum Mode {
    GATEWAY,
    DIRECT
  }

  private final CosmosClient client;

  private Database(CosmosClientBuilder credentialed, URI endpoint, Mode mode) {
    CosmosClientBuilder builder =
        credentialed
            .endpoint(endpoint.toString())
            .consistencyLevel(ConsistencyLevel.SESSION)
            .contentResponseOnWriteEnabled(false)
            .userAgentSuffix("artistos");
    this.client =
        (mode == Mode.DIRECT ? builder.directMode() : builder.gatewayMode()).buildClient();
  }

  /** With an identity that has the data contributor role; how a deployment does it. */
  public static Database withIdentity(URI endpoint, TokenCredential identity, Mode mode) {
    return new Database(new CosmosClientBuilder().credential(identity), endpoint, mode);
  }

  /** With the account's key, which is all that Microsoft's emulator takes. */
  public static Database withKey(URI endpoint, Secret<String> key, Mode mode) {
    return new Database(new CosmosClientBuilder().key(key.value()), endpoint, mode);
  }

  /** What one tenant has in one container. */
  public TenantItems tenant(TenantId tenant, Containers container) {
    return new TenantItems(items(container), container, tenant);
  }

  /** The platform's directory: the items that lead to a tenant. */
  public DirectoryItems directory() {
    return new DirectoryItems(items(Containers.DIRECTORY));
  }

  /** The searches that go over all tenants on purpose. */
  public CrossTenantSweep sweep() {
    return new CrossTenantSweep(items(Containers.FANS));
  }

  private Items items(Containers container) {
    return new Items(client.getDatabase(Containers.DATABASE).getContainer(container.id()));
  }

  @Override
  public void close() {
    client.close();
  }
}
