package io.artistos.shared.cosmos;

import com.azure.core.credential.TokenCredential;
import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosClientBuilder;
import io.artistos.shared.crypto.Secret;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  private final Supplier<CosmosClientBuilder> builder;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable CosmosAsyncClient client;

  private Database(Supplier<CosmosClientBuilder> credentialed, URI endpoint, Mode mode) {
    this.builder =
        () -> {
          CosmosClientBuilder common =
              credentialed
                  .get()
                  .endpoint(endpoint.toString())
                  .consistencyLevel(ConsistencyLevel.SESSION)
                  .contentResponseOnWriteEnabled(false)
                  .userAgentSuffix("artistos");
          return mode == Mode.DIRECT ? common.directMode() : common.gatewayMode();
        };
  }

  /** With an identity that has the data contributor role; how a deployment does it. */
  public static Database withIdentity(URI endpoint, TokenCredential identity, Mode mode) {
    return new Database(() -> new CosmosClientBuilder().credential(identity), endpoint, mode);
  }

  /**
   * With the account's key, which is all that Microsoft's emulator takes.
   *
   * @param key asked for on first use
   */
  public static Database withKey(URI endpoint, Supplier<Secret<String>> key, Mode mode) {
    return new Database(() -> new CosmosClientBuilder().key(key.get().value()), endpoint, mode);
  }

  /** What one tenant has in one container. */
  public TenantItems tenant(TenantId tenant, Containers container) {
    return new TenantItems(items(container), container, tenant);
  }

  /** Everything that one tenant has in one container, whatever it is: for the purge. */
  public TenantContents contents(TenantId tenant, Containers container) {
    return new TenantContents(items(container), container, tenant);
  }

  /** The platform's directory: the items that lead to a tenant. */
  public DirectoryItems directory() {
    return new DirectoryItems(items(Containers.DIRECTORY));
  }

  /** The searches that go over all tenants on purpose. */
  public CrossTenantSweep sweep() {
    return new CrossTenantSweep(this::items);
  }

  private Items items(Containers container) {
    return new Items(client().getDatabase(Containers.DATABASE).getContainer(container.id()));
  }

  /**
   * Building the client reads the account: a failure is this request's, and the next one tries
   * anew.
   */
  private CosmosAsyncClient client() {
    CosmosAsyncClient open = client;
    if (open != null) {
      return open;
    }
    opening.lock();
    try {
      open = client;
      if (open == null) {
        open = builder.get().buildAsyncClient();
        client = open;
      }
      return open;
    } catch (RuntimeException e) {
      throw new Unavailable("the database", Duration.ofSeconds(5), e);
    } finally {
      opening.unlock();
    }
  }

  @Override
  public void close() {
    CosmosAsyncClient open = client;
    if (open != null) {
      open.close();
    }
  }
}
