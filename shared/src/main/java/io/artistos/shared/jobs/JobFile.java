package io.artistos.shared.jobs;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.artistos.shared.blob.SignedAddress;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.text.Base64Url;
import io.artistos.shared.text.CsvCells;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * A file of comma-separated values that a job writes block by block, in UTF-8: each step puts one
 * block there under an id of its own, the job keeps the ids of those steps that counted, and the
 * last step makes a file of them. Thread-safe.
 */
public final class JobFile {

  private static final int ID_BYTES = 12;
  private static final String TYPE = "text/csv; charset=utf-8";

  private final TenantBlobs blobs;
  private final SecureRandom random;

  public JobFile(TenantBlobs blobs, SecureRandom random) {
    this.blobs = blobs;
    this.random = random;
  }

  /**
   * Puts lines there; one request.
   *
   * @param rows of the same columns
   * @return the block's id
   */
  public String add(Job job, String name, List<List<String>> rows) {
    String block = Base64.getEncoder().encodeToString(Base64Url.randomBytes(random, ID_BYTES));
    blobs.pieces().stage(job.tenantId(), job.file(name), block, text(rows));
    return block;
  }

  /** Makes a file of the blocks; one request. */
  public void finish(Job job, String name) {
    blobs.pieces().commit(job.tenantId(), job.file(name), job.blocks(), TYPE);
  }

  /** Where it can be fetched, once it is finished. */
  public SignedAddress address(Job job, String name) {
    return blobs.readAddress(job.tenantId(), job.file(name), TYPE);
  }

  private static byte[] text(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      rows.forEach(row -> csv.writeRecord(row.stream().map(CsvCells::harmless).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
