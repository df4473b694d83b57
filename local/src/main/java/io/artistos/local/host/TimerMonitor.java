package io.artistos.local.host;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the status of one timer where the real host does (contracts 4.9). */
final class TimerMonitor {

  private static final Logger LOG = Logger.getLogger(TimerMonitor.class.getName());

  private final BlobContainerClient container;
  private final BlobClient blob;

  /**
   * @param hostId apps that share a storage account must differ in it
   */
  TimerMonitor(BlobServiceClient service, String hostId, String function) {
    this.container = service.getBlobContainerClient("azure-webjobs-hosts");
    this.blob =
        container.getBlobClient("timers/" + hostId + "/Host.Functions." + function + "/status");
  }

  /** Null when the timer has never been seen. */
  @Nullable TimerStatus read() {
    try {
      return TimerStatus.parse(blob.downloadContent().toString());
    } catch (IOException e) {
      LOG.log(Level.WARNING, blob.getBlobName() + " cannot be read, the timer starts afresh", e);
      return null;
    } catch (BlobStorageException e) {
      if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())
          || BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
        return null;
      }
      throw e;
    }
  }

  void write(TimerStatus status) {
    container.createIfNotExists();
    blob.upload(BinaryData.fromString(status.json()), true);
  }
}
