package io.artistos.shared.blob;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.artistos.shared.tenancy.TenantId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * Files of tenants that are read, and made, piece by piece, so that none of them is ever whole in
 * memory. Thread-safe.
 */
public final class BlobPieces {

  private final TenantBlobs blobs;

  BlobPieces(TenantBlobs blobs) {
    this.blobs = blobs;
  }

  /** How many bytes a blob has, empty when there is none. One request. */
  public OptionalLong size(TenantId tenant, String name) {
    return TenantBlobs.call(
        () -> {
          try {
            return OptionalLong.of(
                blobs.container(tenant).getBlobClient(name).getProperties().getBlobSize());
          } catch (BlobStorageException e) {
            if (e.getStatusCode() == 404) {
              return OptionalLong.empty();
            }
            throw e;
          }
        });
  }

  /**
   * A piece of a blob that is there; one request.
   *
   * @param offset where it begins, less than the blob's size
   * @param most bytes; fewer at the end of the blob
   */
  public byte[] read(TenantId tenant, String name, long offset, int most) {
    return TenantBlobs.call(
        () -> {
          ByteArrayOutputStream piece = new ByteArrayOutputStream(most);
          blobs
              .container(tenant)
              .getBlobClient(name)
              .downloadStreamWithResponse(
                  piece, new BlobRange(offset, (long) most), null, null, false, null, Context.NONE);
          return piece.toByteArray();
        });
  }

  /**
   * Puts a block there, for a blob that is made of blocks by {@link #commit}. One request, the
   * first time two more. What is never committed is deleted by the store after a week.
   *
   * @param block its id, of the same length for all of a blob
   */
  public void stage(TenantId tenant, String name, String block, byte[] bytes) {
    TenantBlobs.call(
        () -> {
          BlockBlobClient blob = blobs.container(tenant).getBlobClient(name).getBlockBlobClient();
          try {
            blob.stageBlock(block, new ByteArrayInputStream(bytes), bytes.length);
          } catch (BlobStorageException e) {
            if (!BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
              throw e;
            }
            blobs.container(tenant).createIfNotExists();
            blob.stageBlock(block, new ByteArrayInputStream(bytes), bytes.length);
          }
          return true;
        });
  }

  /** Makes a blob of the blocks, in this order; one request. */
  public void commit(TenantId tenant, String name, List<String> blocks, String contentType) {
    TenantBlobs.call(
        () ->
            blobs
                .container(tenant)
                .getBlobClient(name)
                .getBlockBlobClient()
                .commitBlockListWithResponse(
                    blocks,
                    new BlobHttpHeaders().setContentType(contentType),
                    null,
                    null,
                    null,
                    null,
                    Context.NONE));
  }
}
