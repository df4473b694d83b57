package io.artistos.shared.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.sas.SasProtocol;
import io.artistos.shared.errors.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signs addresses of blobs with a user delegation key: the identity's, no account key is involved.
 * Thread-safe.
 *
 * <p>Times are the storage service's own, from the {@code Date} of one of its answers and what has
 * passed on this machine since: the app's clock may be wrong, or moved, and an address that is not
 * valid yet or any more would be of no use. The start is left out, which means at once.
 */
final class BlobSignatures {

  private static final Duration KEY_LIFE = Duration.ofHours(2);

  /** A key is renewed when it would end before an address that is signed with it. */
  private static final Duration RESERVE = Duration.ofMinutes(30);

  private static final Duration SKEW = Duration.ofMinutes(15);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final BlobServiceClient service;
  private final SasProtocol protocol;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile @Nullable Signer signer;

  BlobSignatures(BlobServiceClient service) {
    this.service = service;
    this.protocol =
        service.getAccountUrl().startsWith("https:")
            ? SasProtocol.HTTPS_ONLY
            : SasProtocol.HTTPS_HTTP;
  }

  /** The key, and the service's time when {@code nanos} was this machine's. */
  record Signer(UserDelegationKey key, Instant expires, Instant serviceTime, long nanos) {

    /** What time it is for the service. */
    Instant now() {
      return serviceTime.plusNanos(System.nanoTime() - nanos).truncatedTo(ChronoUnit.SECONDS);
    }

    private boolean isGood() {
      return now().plus(RESERVE).isBefore(expires);
    }
  }

  /** With the protocol that the service speaks. */
  BlobServiceSasSignatureValues restricted(BlobServiceSasSignatureValues values) {
    return values.setProtocol(protocol);
  }

  /**
   * Two requests every now and then, mostly none.
   *
   * @param container any, need not be there: its answer tells the time
   */
  Signer signer(BlobContainerClient container) {
    Signer held = signer;
    if (held != null && held.isGood()) {
      return held;
    }
    renewing.lock();
    try {
      held = signer;
      if (held == null || !held.isGood()) {
        held = renew(container);
        signer = held;
      }
      return held;
    } finally {
      renewing.unlock();
    }
  }

  private Signer renew(BlobContainerClient container) {
    Response<Boolean> answer = container.existsWithResponse(TIMEOUT, Context.NONE);
    long nanos = System.nanoTime();
    Instant time = date(answer);
    Instant expires = time.plus(KEY_LIFE);
    // Azurite wants a start; earlier, as the service's machines need not agree to the second.
    OffsetDateTime start = time.minus(SKEW).atOffset(ZoneOffset.UTC);
    UserDelegationKey key = service.getUserDelegationKey(start, expires.atOffset(ZoneOffset.UTC));
    return new Signer(key, expires, time, nanos);
  }

  private static Instant date(Response<?> answer) {
    String date = answer.getHeaders().getValue(HttpHeaderName.DATE);
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(String.valueOf(date), Instant::from);
    } catch (DateTimeParseException e) {
      throw new Unavailable("the blob store (an answer without a date)", TIMEOUT, e);
    }
  }
}
