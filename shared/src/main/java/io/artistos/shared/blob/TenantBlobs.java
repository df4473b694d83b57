package io.artistos.shared.blob;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.AzureException;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.blob.specialized.BlobInputStream;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.tenancy.TenantId;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The files of all tenants, each tenant's in a container of its own, which is made on first use.
 * Thread-safe; building it opens no connection.
 */
public final class TenantBlobs {

  /** How long a signed address works. */
  public static final Duration ADDRESS_LIFE = Duration.ofMinutes(15);

  /** What is held in memory of a file that is read. */
  private static final int BLOCK = 1 << 20;

  private final BlobServiceClient service;
  private final BlobSignatures signatures;

  /**
   * @param endpoint the account's blob endpoint
   */
  public TenantBlobs(URI endpoint, TokenCredential credential) {
    this.service =
        new BlobServiceClientBuilder()
            .endpoint(endpoint.toString())
            .credential(credential)
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.EXPONENTIAL,
                    3,
                    Duration.ofSeconds(30),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    null))
            .buildClient();
    this.signatures = new BlobSignatures(service);
  }

  /**
   * A file as it is read; to be closed.
   *
   * @param bytes its size
   * @param stream in pieces of 1 MiB
   */
  public record Opened(long bytes, InputStream stream) implements AutoCloseable {
    @Override
    public void close() {
      try {
        stream.close();
      } catch (java.io.IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * What {@link #deleteSome} has done.
   *
   * @param deleted how many blobs
   * @param gone whether the container is gone, with everything in it
   */
  public record Swept(int deleted, boolean gone) {}

  /**
   * Where a client puts the blob, in one {@code PUT} with {@code x-ms-blob-type: BlockBlob}. The
   * address allows creating this one blob and nothing else: what has arrived cannot be replaced
   * with it (permission {@code c} without {@code w}, see "Create a service SAS" of the Blob Storage
   * REST reference). One request, every now and then three.
   *
   * @param name letters, digits, hyphens and slashes
   */
  public SignedAddress uploadAddress(TenantId tenant, String name) {
    return call(
        () -> {
          BlobContainerClient container = container(tenant);
          container.createIfNotExists();
          return sign(container, name, new BlobSasPermission().setCreatePermission(true), null);
        });
  }

  /**
   * Where a client reads the blob; mostly no request.
   *
   * @param contentType what the answer says it is, whatever the uploader said
   */
  public SignedAddress readAddress(TenantId tenant, String name, String contentType) {
    return call(
        () ->
            sign(
                container(tenant),
                name,
                new BlobSasPermission().setReadPermission(true),
                contentType));
  }

  private SignedAddress sign(
      BlobContainerClient container,
      String name,
      BlobSasPermission permission,
      @Nullable String contentType) {
    BlobSignatures.Signer signer = signatures.signer(container);
    Instant expires = signer.now().plus(ADDRESS_LIFE);
    BlobServiceSasSignatureValues values =
        new BlobServiceSasSignatureValues(expires.atOffset(ZoneOffset.UTC), permission);
    if (contentType != null) {
      values.setContentType(contentType);
    }
    BlobClient blob = container.getBlobClient(name);
    String query = blob.generateUserDelegationSas(signatures.restricted(values), signer.key());
    return new SignedAddress(URI.create(blob.getBlobUrl() + "?" + query), expires);
  }

  /** The blob as it is now, empty when there is none. One request, and one for each MiB read. */
  public Optional<Opened> open(TenantId tenant, String name) {
    return Optional.ofNullable(
        call(
            () -> {
              try {
                BlobInputStream stream =
                    container(tenant)
                        .getBlobClient(name)
                        .openInputStream(new BlobInputStreamOptions().setBlockSize(BLOCK));
                return new Opened(stream.getProperties().getBlobSize(), stream);
              } catch (BlobStorageException e) {
                return absent(e);
              }
            }));
  }

  private static @Nullable Opened absent(BlobStorageException e) {
    if (e.getStatusCode() == 404) {
      return null;
    }
    throw e;
  }

  /** The same files, piece by piece. */
  public BlobPieces pieces() {
    return new BlobPieces(this);
  }

  /** One request; true when it was there. */
  public boolean delete(TenantId tenant, String name) {
    return call(() -> container(tenant).getBlobClient(name).deleteIfExists());
  }

  /** Whether the tenant has no container; one request. */
  public boolean isGone(TenantId tenant) {
    return call(() -> !container(tenant).exists());
  }

  /**
   * How many blobs the tenant has, snapshots among them; 1 for a container that is there and empty.
   * A request for each 5,000.
   */
  public long count(TenantId tenant) {
    return call(
        () -> {
          try {
            ListBlobsOptions all =
                new ListBlobsOptions()
                    .setDetails(
                        new BlobListDetails()
                            .setRetrieveSnapshots(true)
                            .setRetrieveUncommittedBlobs(true));
            return Math.max(1, container(tenant).listBlobs(all, null).stream().count());
          } catch (BlobStorageException e) {
            if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
              return 0L;
            }
            throw e;
          }
        });
  }

  /**
   * Deletes some of the tenant's blobs and, when none is left, the container: a step of a purge,
   * which is repeated until it is {@link Swept#gone}. At most {@code most} + 2 requests.
   *
   * @param most 1 to 5,000, the largest page of a listing
   */
  public Swept deleteSome(TenantId tenant, int most) {
    return call(
        () -> {
          BlobContainerClient container = container(tenant);
          try {
            Iterator<PagedResponse<BlobItem>> pages =
                container
                    .listBlobs(new ListBlobsOptions().setMaxResultsPerPage(most), null)
                    .iterableByPage()
                    .iterator();
            PagedResponse<BlobItem> page = pages.next();
            int deleted = 0;
            for (BlobItem blob : page.getValue()) {
              container
                  .getBlobClient(blob.getName())
                  .deleteIfExistsWithResponse(
                      DeleteSnapshotsOptionType.INCLUDE, null, null, Context.NONE);
              deleted++;
            }
            if (page.getContinuationToken() != null) {
              return new Swept(deleted, false);
            }
            // Uncommitted blocks and whatever came meanwhile go with it.
            container.deleteIfExists();
            return new Swept(deleted, true);
          } catch (BlobStorageException e) {
            if (BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
              return new Swept(0, true);
            }
            throw e;
          }
        });
  }

  /** The id's letters differ in case only at times, and containers have lower case: so hex. */
  BlobContainerClient container(TenantId tenant) {
    return service.getBlobContainerClient("tenant-" + HexFormat.of().formatHex(tenant.bytes()));
  }

  /** What the SDK gave up on after its own retries, but may work a little later. */
  static <R extends @Nullable Object> R call(Supplier<R> request) {
    try {
      return request.get();
    } catch (BlobStorageException e) {
      int status = e.getStatusCode();
      boolean passing =
          status >= 500
              || status == 429
              || status == 408
              || BlobErrorCode.CONTAINER_BEING_DELETED.equals(e.getErrorCode());
      if (passing) {
        throw new Unavailable("the blob store", Duration.ofSeconds(5), e);
      }
      throw e;
    } catch (AzureException | UncheckedIOException e) {
      throw new Unavailable("the blob store", Duration.ofSeconds(5), e);
    }
  }
}
