package io.artistos.local.azurite;

import io.artistos.local.faults.Faults;
import java.net.URI;
import java.util.List;

/**
 * An {@link Azurite} whose blobs and queues can be made to misbehave: requests pass through a layer
 * of {@link Faults} before them. Tables, which nothing of ours uses, are reached directly.
 */
public final class StorageServer implements AutoCloseable {

  private final Azurite azurite;
  private final Passage blobs;
  private final Passage queues;

  private StorageServer(Azurite.Options options) {
    this.azurite =
        Azurite.start(
            new Azurite.Options(
                options.nodeModules(), options.data(), 0, 0, options.tablePort(), options.tls()));
    try {
      this.blobs = Passage.start("blob", options.blobPort(), azurite.blobUri(), options.tls());
    } catch (RuntimeException e) {
      azurite.close();
      throw e;
    }
    try {
      this.queues = Passage.start("queue", options.queuePort(), azurite.queueUri(), options.tls());
    } catch (RuntimeException e) {
      blobs.close();
      azurite.close();
      throw e;
    }
  }

  /**
   * Starts Azurite and what is before it.
   *
   * @throws java.io.UncheckedIOException when Azurite does not start or a port is taken
   */
  public static StorageServer start(Azurite.Options options) {
    return new StorageServer(options);
  }

  /** {@code http(s)://127.0.0.1:port/devstoreaccount1}. */
  public URI blobUri() {
    return blobs.uri().resolve("/" + Azurite.ACCOUNT);
  }

  /** Like {@link #blobUri}. */
  public URI queueUri() {
    return queues.uri().resolve("/" + Azurite.ACCOUNT);
  }

  /** What the storage SDKs and the setting AzureWebJobsStorage take. */
  public String connectionString() {
    return Azurite.connectionString(blobUri(), queueUri(), azurite.tableUri());
  }

  /** What goes wrong on demand, at the blobs and at the queues. */
  public List<Faults> faults() {
    return List.of(blobs.faults(), queues.faults());
  }

  @Override
  public void close() {
    blobs.close();
    queues.close();
    azurite.close();
  }
}
