package io.artistos.local.host;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps a timer to one instance of the app (contracts 4.9): a lease on a blob, renewed at half of
 * its life, free for others when the holder died. The lease's id comes from the instance's, so an
 * instance that was killed and started again has its lease at once.
 */
final class TimerLock implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(TimerLock.class.getName());

  private final BlobContainerClient container;
  private final BlobClient blob;
  private final BlobLeaseClient lease;
  private final Duration life;
  private final Future<?> renewals;
  private boolean wanted;
  private long heldUntil = System.nanoTime();

  /**
   * @param instance differs from instance to instance of the app
   * @param life of the lease, 15 to 60 s: what the service takes
   */
  TimerLock(
      BlobServiceClient service,
      String hostId,
      String function,
      String instance,
      Duration life,
      ScheduledExecutorService scheduler) {
    this.container = service.getBlobContainerClient("azure-webjobs-hosts");
    this.blob =
        container.getBlobClient("locks/" + hostId + "/Host.Functions." + function + ".Listener");
    byte[] id = (instance + "/" + function).getBytes(StandardCharsets.UTF_8);
    this.lease =
        new BlobLeaseClientBuilder()
            .blobClient(blob)
            .leaseId(UUID.nameUUIDFromBytes(id).toString())
            .buildClient();
    this.life = life;
    long half = life.toMillis() / 2;
    this.renewals =
        scheduler.scheduleWithFixedDelay(this::renew, half, half, TimeUnit.MILLISECONDS);
  }

  /** Takes the lease if nobody else has it. */
  synchronized boolean take() {
    wanted = true;
    long asked = System.nanoTime();
    try {
      acquire();
      heldUntil = asked + life.toNanos();
    } catch (BlobStorageException e) {
      if (BlobErrorCode.LEASE_ALREADY_PRESENT.equals(e.getErrorCode())) {
        heldUntil = asked;
      } else {
        unreachable(e);
      }
    } catch (RuntimeException e) {
      unreachable(e);
    }
    return isHeld();
  }

  /** False from the moment on in which another could have it. */
  synchronized boolean isHeld() {
    return wanted && heldUntil - System.nanoTime() > 0;
  }

  /** Lets others have it at once. */
  @Override
  public synchronized void close() {
    renewals.cancel(false);
    if (isHeld()) {
      try {
        lease.releaseLease();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, blob.getBlobName() + " was not released, its lease runs out", e);
      }
    }
    wanted = false;
  }

  private synchronized void renew() {
    if (isHeld()) {
      take();
    }
  }

  /** With the id that we have already, this renews. */
  private void acquire() {
    int seconds = Math.toIntExact(life.toSeconds());
    try {
      lease.acquireLease(seconds);
    } catch (BlobStorageException e) {
      if (e.getStatusCode() != 404) {
        throw e;
      }
      create();
      lease.acquireLease(seconds);
    }
  }

  private void create() {
    container.createIfNotExists();
    try {
      blob.uploadWithResponse(
          new BlobParallelUploadOptions(BinaryData.fromString(""))
              .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
          null,
          com.azure.core.util.Context.NONE);
    } catch (BlobStorageException e) {
      // Another instance was faster; it may have the lease as well, which acquiring tells.
      if (e.getStatusCode() != 409 && e.getStatusCode() != 412) {
        throw e;
      }
    }
  }

  private void unreachable(RuntimeException e) {
    LOG.log(Level.WARNING, blob.getBlobName() + " cannot be leased yet", e);
  }
}
