package io.artistos.shared.blasts;

import java.util.Map;

/**
 * By what the provider's events find the way back to the ledger. Names and values have ASCII
 * letters, digits, {@code _} and {@code -} only, as Resend wants it (contracts, section 1.3).
 */
final class MailTags {

  static final String TENANT = "tenant";
  static final String BLAST = "blast";
  static final String CHUNK = "chunk";
  static final String FAN = "fan";

  private MailTags() {}

  static Map<String, String> of(Chunk chunk, String fan) {
    return Map.of(
        "kind",
        "blast",
        TENANT,
        chunk.tenantId().value(),
        BLAST,
        chunk.blastId(),
        CHUNK,
        Integer.toString(chunk.n()),
        FAN,
        fan);
  }
}
