package io.artistos.shared.privacy;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.crypto.Signatures;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Purges and their receipts, to be looked at and to be verified. Thread-safe. */
public final class PurgeReceipts {

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]{22}");

  /**
   * How far a purge is.
   *
   * @param step {@code destroy-key}, {@code count}, {@code sweep}, {@code verify} or {@code done}
   * @param receipt absent until it is done
   * @param signature over the receipt
   */
  public record View(
      String tenant,
      Instant startedAt,
      Purge.Step step,
      @Nullable PurgeReceipt receipt,
      @Nullable String signature) {}

  /**
   * What a receipt is worth now.
   *
   * @param proven the signature is right and nothing is left
   * @param signatureValid the receipt is as it was signed
   * @param left items and files by store, read just now
   */
  public record Verification(
      boolean proven, boolean signatureValid, SortedMap<String, Long> left, Instant checkedAt) {}

  private final Database database;
  private final AccountPurge purge;
  private final Signatures signatures;
  private final Clock clock;

  public PurgeReceipts(Database database, AccountPurge purge, Signatures signatures, Clock clock) {
    this.database = database;
    this.purge = purge;
    this.signatures = signatures;
    this.clock = clock;
  }

  /**
   * One read.
   *
   * @param tenant as it stands in the address
   * @throws NotFound when no such account was ever purged
   */
  public View look(String tenant) {
    Purge found = read(tenant);
    return new View(
        found.tenant().value(),
        found.startedAt(),
        found.step(),
        found.receipt(),
        found.signature());
  }

  /**
   * Checks the receipt's signature and reads all stores again. One read and a query for each store.
   *
   * @throws NotFound when no such account was ever purged
   * @throws NotAllowedNow while the purge is under way
   */
  public Verification verify(String tenant) {
    Purge found = read(tenant);
    PurgeReceipt receipt = found.receipt();
    String signature = found.signature();
    if (receipt == null || signature == null) {
      throw new NotAllowedNow("purge-under-way", "The purge is not over yet.");
    }
    // The stores of the tenant that the record is about: a receipt moved elsewhere proves nothing.
    boolean valid =
        receipt.tenant().equals(found.tenant())
            && signatures.verify(Json.write(receipt), signature);
    SortedMap<String, Long> left = purge.counts(found.tenant());
    boolean empty = left.values().stream().allMatch(count -> count == 0);
    return new Verification(valid && empty, valid, left, clock.instant());
  }

  private Purge read(String tenant) {
    if (!TENANT.matcher(tenant).matches()) {
      throw new NotFound("purge");
    }
    return database
        .directory()
        .read(Purge.idOf(tenant), Purge.class)
        .map(Versioned::value)
        .orElseThrow(() -> new NotFound("purge"));
  }
}
